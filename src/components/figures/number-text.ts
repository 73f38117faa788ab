/** Returns a number with `digits` decimals (0 to 100) and a true minus sign, never −0, for people. */
export function fixed(value: number, digits = 2): string {
  // −0.00 is 0.00 to a reader.
  const text = (Math.abs(value) < 0.5 * 10 ** -digits ? 0 : value).toFixed(digits);
  return text.replace('-', '−');
}

/**
 * Returns a number below 10²¹ with `digits` decimals (0 to 100) as plain text that machines read: no exponent,
 * ASCII minus, never −0.
 */
export function plain(value: number, digits = 3): string {
  return (Number(value.toFixed(digits)) + 0).toFixed(digits);
}

/** Returns a whole number with its thousands apart, for people: `7,668`. */
export function grouped(value: number): string {
  return value.toLocaleString('en-GB');
}

/** Returns `1 person`, `2 people`: a whole count with its noun; `many` is for every count but 1. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** Returns the value of `data-box`: x1, y1, x2, y2 as the shortest decimals that read back as themselves. */
export function boxText(box: readonly number[]): string {
  return box.map(String).join(',');
}

/** Returns a text with its first letter in upper case. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
