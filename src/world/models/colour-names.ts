/** Words for the colours that captions mention. */
const NAMES: readonly (readonly [string, number])[] = [
  ['red', 0xe2443a],
  ['orange', 0xe98a3a],
  ['yellow', 0xf0b92b],
  ['green', 0x4d8d5c],
  ['teal', 0x3f938c],
  ['blue', 0x2f76b0],
  ['pink', 0xd98aa0],
  ['purple', 0x7c6a9e],
  ['brown', 0x8d5a40],
  ['white', 0xf7f2e7],
  ['grey', 0x9aa3ad],
  ['dark blue', 0x3b4264],
  ['black', 0x2f3242],
];

/** Returns the plain English name of the nearest colour. */
export function colourName(hex: number): string {
  let best = 'grey';
  let least = Infinity;
  for (const [name, candidate] of NAMES) {
    let distance = 0;
    for (const shift of [16, 8, 0]) {
      const d = ((hex >> shift) & 255) - ((candidate >> shift) & 255);
      distance += d * d;
    }
    if (distance < least) {
      least = distance;
      best = name;
    }
  }
  return best;
}
