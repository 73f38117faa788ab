/**
 * Large arrays that live within one frame only, kept between frames: fresh memory costs more than clearing.
 * Each name is one array, so what two parts need at once must have two names.
 */
const floats = new Map<string, Float32Array>();
const integers = new Map<string, Int32Array>();
const shorts = new Map<string, Uint16Array>();

/** A cleared array of the given length, valid until the name is asked for again. */
export function scratchFloats(name: string, length: number): Float32Array {
  const kept = floats.get(name);
  if (kept && kept.length >= length) return kept.subarray(0, length).fill(0);
  const fresh = new Float32Array(length);
  floats.set(name, fresh);
  return fresh;
}

/** As `scratchFloats`, of 32-bit integers. */
export function scratchIntegers(name: string, length: number): Int32Array {
  const kept = integers.get(name);
  if (kept && kept.length >= length) return kept.subarray(0, length).fill(0);
  const fresh = new Int32Array(length);
  integers.set(name, fresh);
  return fresh;
}

/** As `scratchFloats`, of unsigned 16-bit integers. */
export function scratchShorts(name: string, length: number): Uint16Array {
  const kept = shorts.get(name);
  if (kept && kept.length >= length) return kept.subarray(0, length).fill(0);
  const fresh = new Uint16Array(length);
  shorts.set(name, fresh);
  return fresh;
}
