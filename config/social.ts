import { Resvg } from '@resvg/resvg-js';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import satori from 'satori';
import { fontFolder } from './fonts.ts';
import { drawingColours, markSvg } from './icon.ts';

/** Size of a social picture in pixels. */
export const socialSize = { width: 1200, height: 630 } as const;

/** What stands on the social picture of a page. */
export interface SocialCard {
  /** The kind of page and where it belongs, such as "Lesson · Detection". */
  label: string;
  title: string;
  summary: string;
}

interface Node {
  type: string;
  props: { style?: Record<string, unknown>; src?: string; children?: (Node | string)[] };
}

function box(style: Record<string, unknown>, ...children: (Node | string)[]): Node {
  return { type: 'div', props: { style: { display: 'flex', ...style }, children } };
}

/** One side of the neatline: a zebra of segments of 64 pixels, as on a printed map. */
function zebra(side: 'top' | 'bottom'): Node {
  const segments = Array.from({ length: Math.ceil(1104 / 64) }, (_, index) =>
    box({
      width: 64,
      height: 10,
      background: index % 2 === 0 ? drawingColours.ink : drawingColours.paper,
    }),
  );
  return box(
    {
      position: 'absolute',
      left: 48,
      width: 1104,
      height: 12,
      overflow: 'hidden',
      border: `1px solid ${drawingColours.ink}`,
      [side]: 48,
    },
    ...segments,
  );
}

/** Titles shrink in steps, so that three lines hold the longest. */
function titleSize(title: string): number {
  if (title.length > 90) return 50;
  return title.length > 45 ? 60 : 76;
}

function card({ label, title, summary }: SocialCard): Node {
  const { paper, ink, accent, soft } = drawingColours;
  const mark = `data:image/svg+xml;base64,${Buffer.from(markSvg(64, 0)).toString('base64')}`;
  return box(
    {
      ...socialSize,
      boxSizing: 'border-box',
      flexDirection: 'column',
      justifyContent: 'space-between',
      padding: '92px 84px 88px',
      background: paper,
      color: ink,
      fontFamily: 'Literata',
    },
    zebra('top'),
    zebra('bottom'),
    box(
      { flexDirection: 'column' },
      box({ fontSize: 28, color: accent, marginBottom: 18 }, label),
      box({ fontSize: titleSize(title), fontWeight: 600, lineHeight: 1.12 }, title),
    ),
    box(
      { justifyContent: 'space-between', alignItems: 'flex-end' },
      box({ fontSize: 28, lineHeight: 1.35, color: soft, width: 720 }, summary),
      box(
        { alignItems: 'center', fontSize: 34, fontWeight: 600 },
        { type: 'img', props: { src: mark, style: { width: 52, height: 52, marginRight: 16 } } },
        'Receptive',
      ),
    ),
  );
}

/** Returns the social picture of a page as PNG, 1200 × 630; the same card gives the same bytes. */
export async function socialPicture(content: SocialCard): Promise<Uint8Array<ArrayBuffer>> {
  const font = (weight: 400 | 600) => readFile(join(fontFolder, `literata-${weight}.ttf`));
  const svg = await satori(card(content) as Parameters<typeof satori>[0], {
    ...socialSize,
    fonts: [
      { name: 'Literata', data: await font(400), weight: 400, style: 'normal' },
      { name: 'Literata', data: await font(600), weight: 600, style: 'normal' },
    ],
  });
  return new Uint8Array(new Resvg(svg).render().asPng());
}
