/**
 * The syllabus as data: 14 modules and their 45 lessons, in reading order. Slugs are URLs and never
 * change. A lesson is listed here before it is written; only those with a file under
 * `src/content/lessons` are shown, linked or counted.
 */

/** One planned lesson: its number in the whole course, its slug and its working title. */
export interface PlannedLesson {
  readonly id: `L${string}`;
  readonly slug: string;
  readonly title: string;
}

/** One module: its number (0 to 13), slug, title and lessons in order. */
export interface Module {
  readonly number: number;
  readonly slug: ModuleSlug;
  readonly title: string;
  readonly lessons: readonly PlannedLesson[];
}

/** The slugs of all modules, in order: the values of `module` and `topic` in front matter. */
export const moduleSlugs = [
  'interview',
  'images-and-geometry',
  'foundations',
  'backbones',
  'detection',
  'dense-prediction',
  'video',
  'three-d',
  'generative-and-multimodal',
  'data-and-reality',
  'deployment',
  'system-design',
  'coding',
  'people',
] as const;

export type ModuleSlug = (typeof moduleSlugs)[number];

const titles: Record<ModuleSlug, string> = {
  interview: 'The interview',
  'images-and-geometry': 'Images, classical vision, geometry',
  foundations: 'Learning foundations',
  backbones: 'Backbones and training',
  detection: 'Detection',
  'dense-prediction': 'Dense prediction and embeddings',
  video: 'Video and tracking',
  'three-d': 'Three dimensions and autonomy',
  'generative-and-multimodal': 'Generative and multimodal models',
  'data-and-reality': 'Data and reality',
  deployment: 'Deployment',
  'system-design': 'System design',
  coding: 'Coding rounds',
  people: 'People and offers',
};

const lessonsOf: Record<ModuleSlug, readonly (readonly [slug: string, title: string])[]> = {
  interview: [
    ['landscape', 'The computer-vision interview landscape'],
    ['rounds-and-rubrics', 'Rounds, rubrics, company styles'],
    ['prepare-and-talk', 'How to prepare and how to talk'],
  ],
  'images-and-geometry': [
    ['images-as-measurements', 'Images as measurements'],
    ['filtering-to-canny', 'Filtering to Canny'],
    ['features-and-ransac', 'Features, matching, robust fitting'],
    ['camera-geometry', 'Camera geometry'],
    ['multi-view-geometry', 'Multi-view geometry'],
  ],
  foundations: [
    ['ml-core', 'Machine-learning core for vision people'],
    ['metrics-and-calibration', 'Metrics, thresholds, calibration'],
    ['backprop-and-losses', 'Backpropagation, optimisation, losses'],
    ['convolution', 'Convolution mathematics'],
    ['normalisation-and-regularisers', 'Normalisation and regularisers'],
  ],
  backbones: [
    ['residual-networks', 'CNN families and residual learning'],
    ['efficient-networks', 'Efficient networks under budgets'],
    ['vision-transformers', 'Attention and vision transformers'],
    ['transfer-and-self-supervision', 'Transfer, self-supervision, foundation backbones'],
    ['training-recipes', 'Training recipes, imbalance, large label spaces'],
  ],
  detection: [
    ['boxes-iou-anchors', 'Boxes, IoU, anchors, assignment'],
    ['two-stage-and-fpn', 'Two-stage detectors and FPN'],
    ['one-stage', 'One-stage detectors'],
    ['set-prediction', 'Set prediction, NMS-free, open vocabulary'],
    ['nms-and-average-precision', 'NMS, average precision, error analysis'],
  ],
  'dense-prediction': [
    ['semantic-segmentation', 'Semantic segmentation'],
    ['instance-and-panoptic', 'Instance, panoptic, promptable'],
    ['depth-flow-embeddings', 'Depth, flow, pose, metric learning'],
  ],
  video: [
    ['video-understanding', 'Video understanding'],
    ['tracking', 'Tracking'],
  ],
  'three-d': [
    ['point-clouds-and-fusion', 'Point clouds and sensor fusion'],
    ['bev-and-occupancy', "Bird's-eye view and occupancy"],
    ['neural-rendering', 'Neural rendering'],
  ],
  'generative-and-multimodal': [
    ['gans-and-vaes', 'GANs and VAEs'],
    ['diffusion', 'Diffusion'],
    ['clip', 'CLIP and contrastive pretraining'],
    ['vision-language-models', 'Vision-language models'],
  ],
  'data-and-reality': [
    ['data-engineering', 'Data engineering'],
    ['shift-and-monitoring', 'Shift and monitoring'],
  ],
  deployment: [
    ['compression', 'Compression'],
    ['hardware-and-serving', 'Hardware and serving'],
  ],
  'system-design': [
    ['framework', 'A framework for vision system design'],
    ['case-book', 'Case book'],
  ],
  coding: [
    ['vision-coding', 'The vision coding round'],
    ['debugging-and-dsa', 'Debugging, patterns, the AI-enabled round'],
  ],
  people: [
    ['behavioural', 'Behavioural round and project deep dive'],
    ['offers-and-final-week', 'Levels, offers, résumé, final week'],
  ],
};

let lessonNumber = 0;

/** All modules in reading order; lessons are numbered L01 to L45 through the whole course. */
export const modules: readonly Module[] = moduleSlugs.map((slug, number) => ({
  number,
  slug,
  title: titles[slug],
  lessons: lessonsOf[slug].map(([lessonSlug, title]) => {
    lessonNumber += 1;
    return { id: `L${String(lessonNumber).padStart(2, '0')}` as const, slug: lessonSlug, title };
  }),
}));

/** The module with this slug; the parameter's type leaves no other case. */
export function moduleOf(slug: ModuleSlug): Module {
  const found = modules.find((module) => module.slug === slug);
  if (!found) throw new Error(`There is no module "${slug}" in config/syllabus.ts.`);
  return found;
}

/** Module and planned lesson for a lesson's slug, or undefined when the syllabus has no such slug. */
export function plannedLesson(
  slug: string,
): { module: Module; lesson: PlannedLesson; order: number } | undefined {
  for (const module of modules) {
    const index = module.lessons.findIndex((lesson) => lesson.slug === slug);
    const lesson = module.lessons[index];
    if (lesson) return { module, lesson, order: index + 1 };
  }
  return undefined;
}
