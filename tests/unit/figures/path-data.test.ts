import { describe, expect, it } from 'vitest';
import { boxOutline, polyline, type Point } from '../../../src/components/figures/path-data.ts';

/** The points that a path of `M`, `l`, `h` and `v` goes through. */
function pointsOf(path: string): Point[] {
  let [x, y] = [0, 0];
  return [...path.matchAll(/([Mlhv])([^Mlhv]+)/g)].map(([, letter, text = '']): Point => {
    const [a = 0, b = 0] = [...text.matchAll(/-?(?:\d+\.?\d*|\.\d+)/g)].map(Number);
    if (letter === 'M') [x, y] = [a, b];
    else if (letter === 'h') x += a;
    else if (letter === 'v') y += a;
    else [x, y] = [x + a, y + b];
    return [x, y];
  });
}

describe('a line as path data', () => {
  it('is relative, and short', () => {
    expect(
      polyline([
        [10, 20.04],
        [10.5, 19.5],
        [12.75, 19.5],
        [12.75, 30],
        [12.6, 30.2],
      ]),
    ).toBe('M10 20l.5-.5h2.3v10.5l-.2 .2');
  });

  it('leaves out points that lie on the way, and keeps the ends', () => {
    const straight = Array.from({ length: 200 }, (_, i): Point => [i, 3 + i / 7]);
    expect(polyline(straight)).toBe('M0 3l199 28.4');
    expect(polyline([])).toBe('');
    expect(polyline([[1, 2]])).toBe('M1 2');
  });

  it('stays within a fifth of a unit of every point, however long it is', () => {
    const wave = Array.from({ length: 500 }, (_, i): Point => [i, 50 + 9 * Math.sin(i / 30)]);
    const drawn = pointsOf(polyline(wave));
    expect(drawn.length).toBeLessThan(100);
    for (const [x, y] of wave) {
      const after = Math.max(
        1,
        drawn.findIndex(([at]) => at > x - 1e-9),
      );
      const [[x1, y1], [x2, y2]] = [drawn[after - 1] ?? [x, NaN], drawn[after] ?? [x, NaN]];
      expect(Math.abs(y1 + ((x - x1) / (x2 - x1)) * (y2 - y1) - y)).toBeLessThan(0.2);
    }
    expect(drawn.at(-1)?.[0]).toBeCloseTo(499, 6);
  });
});

it('spells the outline of a box as its corners', () => {
  expect(boxOutline([332.5, 152.1, 361.3, 182.42])).toBe('M332.5,152.1H361.3V182.4H332.5Z');
});
