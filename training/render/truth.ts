import type { Frame, ThingClass, WorldSpec } from '../../src/world/index.ts';

/** Size of the detector's input in pixels. */
export const WIDTH = 256;
export const HEIGHT = 160;

/** The detector's class of each thing: vans count as buses, traffic lights as signs. */
export const CLASS_OF: Record<ThingClass, number> = {
  car: 0,
  van: 1,
  bus: 1,
  person: 2,
  bicycle: 3,
  'traffic-light': 4,
  sign: 4,
};

/** What the trainer and the evaluation read about a frame. */
export interface FrameTruth {
  world: number;
  view: number;
  /** `day`, `golden`, `backlit` or `night`. */
  light: string;
  weather: string;
  /** `[class, x1, y1, x2, y2, visible pixels, visible share]` of each thing with a visible box. */
  things: number[][];
}

/** Returns the detector's truth of a frame: the visible box of everything that can be seen at all. */
export function truthOf(
  frame: Frame,
  origin: { world: number; view: number; spec: WorldSpec },
): FrameTruth {
  return {
    world: origin.world,
    view: origin.view,
    light: origin.spec.light ?? 'day',
    weather: origin.spec.weather ?? 'clear',
    things: frame.objects.flatMap((thing) =>
      thing.visible
        ? [
            [
              CLASS_OF[thing.className],
              ...thing.visible,
              thing.visiblePixels,
              Number(thing.visibleFraction.toFixed(4)),
            ],
          ]
        : [],
    ),
  };
}

/** Returns the picture of a frame without its alpha, three bytes a pixel. */
export function rgbOf(frame: Frame): Uint8Array {
  const rgb = new Uint8Array(frame.width * frame.height * 3);
  for (let from = 0, to = 0; to < rgb.length; from += 4, to += 3) {
    rgb.set(frame.rgba.subarray(from, from + 3), to);
  }
  return rgb;
}
