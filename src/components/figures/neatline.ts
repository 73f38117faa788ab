/** One dark segment of the zebra border. */
export interface Segment {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A number beside the border. Every other one is left out on narrow figures. */
export interface Tick {
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly text: string;
  readonly odd: boolean;
}

/** The border of a picture that counts its pixels. */
export interface Neatline {
  readonly segments: readonly Segment[];
  readonly ticks: readonly Tick[];
}

/** Returns the border of a picture of `width × height` pixels, `step` pixels to a segment. */
export function neatline(width: number, height: number, step = 64): Neatline {
  const segments: Segment[] = [];
  for (let x = 0; x < width; x += 2 * step) {
    const length = Math.min(step, width - x);
    segments.push({ x, y: -6, width: length, height: 4 });
    segments.push({ x, y: height + 2, width: length, height: 4 });
  }
  for (let y = 0; y < height; y += 2 * step) {
    const length = Math.min(step, height - y);
    segments.push({ x: -6, y, width: 4, height: length });
    segments.push({ x: width + 2, y, width: 4, height: length });
  }

  const ticks: Tick[] = [];
  for (let x = 0; x <= width; x += 2 * step) {
    const end = x + 2 * step > width;
    const anchor = x === 0 ? 'start' : end ? 'end' : 'middle';
    const odd = (x / (2 * step)) % 2 === 1 && !end;
    ticks.push({ x, y: height + 21, anchor, text: end ? `${x} px` : String(x), odd });
  }
  for (let y = 2 * step; y <= height; y += 2 * step) {
    ticks.push({
      x: -11,
      y: y + 3,
      anchor: 'end',
      text: String(y),
      odd: (y / (2 * step)) % 2 === 1,
    });
  }
  return { segments, ticks };
}
