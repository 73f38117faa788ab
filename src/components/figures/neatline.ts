/** One dark segment of the zebra border, in units of the drawing. */
export interface Segment {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A number beside the border, at a place in units of the drawing. Every other one is left out on narrow figures. */
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

/**
 * Returns the border of a drawing of `width × height` units, `step` pixels (above 0) to a segment, where a pixel is
 * `unit` units wide. It lies outside the drawing.
 */
export function neatline(width: number, height: number, step = 64, unit = 1): Neatline {
  const stride = step * unit;
  const segments: Segment[] = [];
  for (let x = 0; x < width; x += 2 * stride) {
    const length = Math.min(stride, width - x);
    segments.push({ x, y: -6, width: length, height: 4 });
    segments.push({ x, y: height + 2, width: length, height: 4 });
  }
  for (let y = 0; y < height; y += 2 * stride) {
    const length = Math.min(stride, height - y);
    segments.push({ x: -6, y, width: 4, height: length });
    segments.push({ x: width + 2, y, width: 4, height: length });
  }

  const ticks: Tick[] = [];
  for (let x = 0; x <= width; x += 2 * stride) {
    const end = x + 2 * stride > width;
    const anchor = x === 0 ? 'start' : end ? 'end' : 'middle';
    const odd = (x / (2 * stride)) % 2 === 1 && !end;
    const text = String(x / unit);
    ticks.push({ x, y: height + 21, anchor, text: end ? `${text} px` : text, odd });
  }
  for (let y = 2 * stride; y <= height; y += 2 * stride) {
    ticks.push({
      x: -11,
      y: y + 3,
      anchor: 'end',
      text: String(y / unit),
      odd: (y / (2 * stride)) % 2 === 1,
    });
  }
  return { segments, ticks };
}
