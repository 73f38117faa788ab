import { ranking } from '../../src/components/site/search/ranking.ts';
import { withSearch, type Find, type Result } from './built-search.ts';
import type { Rule } from './built-site.ts';

/** What readers ask for, and the pages, by their paths from the base, that stand before terms and papers. */
const WANTED: readonly (readonly [query: string, ...pages: string[]])[] = [
  ['mAP', 'explain/average-precision/', 'learn/detection/nms-and-average-precision/'],
  ['IoU', 'explain/iou/', 'learn/detection/boxes-iou-anchors/'],
  [
    'NMS',
    'explain/nms/',
    'learn/detection/nms-and-average-precision/',
    'practice/questions/how-nms-works-and-fails/',
  ],
  ['anchor', 'explain/anchors/', 'learn/detection/boxes-iou-anchors/'],
  ['receptive field', 'explain/receptive-field/', 'learn/foundations/convolution/'],
  [
    'FPN',
    'learn/detection/two-stage-and-fpn/',
    'practice/questions/what-fpn-does-for-small-objects/',
  ],
  [
    'focal loss',
    'explain/focal-loss/',
    'learn/detection/one-stage/',
    'practice/questions/focal-loss-derivation/',
  ],
  ['dilation', 'explain/receptive-field/', 'learn/foundations/convolution/'],
  ['soft-NMS', 'practice/questions/soft-nms-or-diou/', 'explain/nms/'],
  ['AP50', 'explain/average-precision/', 'learn/detection/nms-and-average-precision/'],
  ['DETR', 'learn/detection/set-prediction/', 'practice/questions/why-detr-needs-no-nms/'],
  ['residual', 'learn/backbones/residual-networks/', 'practice/questions/why-skip-connections/'],
  ['non-maximum suppression', 'explain/nms/', 'practice/questions/implement-nms/'],
  ['average precision', 'explain/average-precision/', 'practice/questions/ap-by-hand/'],
  ['intersection over union', 'explain/iou/', 'practice/questions/iou-for-n-by-m-boxes/'],
  ['feature pyramid network', 'learn/detection/two-stage-and-fpn/'],
  ['Hungarian matching', 'learn/detection/set-prediction/', 'explain/anchors/'],
  ['class imbalance', 'explain/focal-loss/', 'practice/questions/focal-loss-derivation/'],
  ['R-CNN', 'learn/detection/two-stage-and-fpn/', 'practice/questions/rcnn-to-faster-rcnn/'],
  [
    'Faster R-CNN',
    'practice/questions/how-yolo-reaches-real-time/',
    'practice/questions/rcnn-to-faster-rcnn/',
    'practice/questions/yolo-or-faster-rcnn/',
  ],
  ['RoIAlign', 'practice/questions/roipool-or-roialign/', 'learn/detection/two-stage-and-fpn/'],
  ['convolution', 'explain/convolution/', 'learn/foundations/convolution/'],
  // Whoever knows the title of a paper wants the paper.
  ['objects as points', 'reference/papers/#centernet'],
];

/** Tells how the results of a query fail those that are wanted of it. */
function faultsOf(
  query: string,
  wanted: readonly string[],
  found: readonly Result[],
  base: string,
): string[] {
  const pages = found.map(({ url }) => url.slice(base.length));
  const first = pages[0];
  if (first === undefined || !wanted.includes(first))
    return [`“${query}” finds ${first ?? 'nothing'} first, not ${wanted[0]}`];
  const reference = found.findIndex(({ filters }) => filters['type']?.includes('reference'));
  const before = pages.slice(0, reference < 1 ? undefined : reference);
  return wanted
    .filter((page) => !before.includes(page))
    .map((page) => `“${query}” finds ${pages[reference] ?? 'others'} before ${page}`);
}

/** Readers of the search panel find first what teaches. */
export const searchRanking: Rule = {
  name: 'search puts lessons, figures and questions first for what they are about',
  async check(site) {
    if (!site.files.has('pagefind/pagefind.js')) return ['there is no search index'];
    const check = async (find: Find): Promise<string[]> => {
      const faults: string[] = [];
      for (const [query, ...wanted] of WANTED)
        faults.push(...faultsOf(query, wanted, await find(query), site.base));
      return faults;
    };
    return withSearch(site, check, ranking);
  },
};
