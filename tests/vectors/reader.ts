import { VisionError, type Box, type Quad } from '../../src/vision/index.ts';

/**
 * Reads the input of a reference case by type, so that adapters need no cast. A field of another
 * type is refused with a `VisionError`: to our functions it would be invalid input.
 */
export class Reader {
  private readonly fields: Record<string, unknown>;

  constructor(input: unknown) {
    if (typeof input !== 'object' || input === null || Array.isArray(input)) {
      throw new VisionError('The input of a case must be an object.');
    }
    this.fields = Object.fromEntries(Object.entries(input));
  }

  has(key: string): boolean {
    return this.fields[key] !== undefined && this.fields[key] !== null;
  }

  number(key: string, otherwise?: number): number {
    if (otherwise !== undefined && !this.has(key)) return otherwise;
    return asNumber(this.fields[key], key);
  }

  isList(key: string): boolean {
    return Array.isArray(this.fields[key]);
  }

  isText(key: string): boolean {
    return typeof this.fields[key] === 'string';
  }

  text(key: string): string {
    const value = this.fields[key];
    if (typeof value !== 'string') throw new VisionError(`${key} must be a text.`);
    return value;
  }

  flag(key: string): boolean {
    return this.fields[key] === true || this.fields[key] === 1;
  }

  /** Rows of true and false. */
  flags(key: string): boolean[][] {
    return asList(this.fields[key], key).map((row) =>
      asList(row, key).map((flag) => flag === true),
    );
  }

  numbers(key: string): number[] {
    return asNumbers(this.fields[key], key);
  }

  matrix(key: string): number[][] {
    return asList(this.fields[key], key).map((row) => asNumbers(row, key));
  }

  isMatrix(key: string): boolean {
    return asList(this.fields[key], key).every(Array.isArray);
  }

  /** Rows, or a plain list as one row. */
  rows(key: string): number[][] {
    return this.isMatrix(key) ? this.matrix(key) : [this.numbers(key)];
  }

  cube(key: string): number[][][] {
    return asList(this.fields[key], key).map((layer) =>
      asList(layer, key).map((row) => asNumbers(row, key)),
    );
  }

  /** Images of channels of rows. */
  images(key: string): number[][][][] {
    return asList(this.fields[key], key).map((image) =>
      asList(image, key).map((layer) => asList(layer, key).map((row) => asNumbers(row, key))),
    );
  }

  pair(key: string): [number, number] {
    return asPair(this.numbers(key), key);
  }

  pairs(key: string): [number, number][] {
    return this.matrix(key).map((row) => asPair(row, key));
  }

  quad(key: string): Quad {
    return asQuad(this.numbers(key), key);
  }

  boxes(key: string): Box[] {
    return this.matrix(key).map((row) => asQuad(row, key));
  }

  /** The entries of a list, each as a reader whose only field `entries` holds it. */
  lists(key: string): Reader[] {
    return asList(this.fields[key], key).map((entries) => new Reader({ entries }));
  }

  readers(key: string): Reader[] {
    return asList(this.fields[key], key).map((entry) => new Reader(entry));
  }

  /** A number for both axes, or a list with one per axis. */
  perAxis(key: string, axis: number): number {
    const value = this.fields[key];
    return Array.isArray(value) ? asNumber(value[axis], key) : asNumber(value, key);
  }
}

function asNumber(value: unknown, key: string): number {
  if (typeof value !== 'number') throw new VisionError(`${key} must be a number.`);
  return value;
}

function asList(value: unknown, key: string): unknown[] {
  if (!Array.isArray(value)) throw new VisionError(`${key} must be a list.`);
  return value;
}

function asNumbers(value: unknown, key: string): number[] {
  return asList(value, key).map((entry) => asNumber(entry, key));
}

function asPair([a, b, ...rest]: readonly number[], key: string): [number, number] {
  if (a === undefined || b === undefined || rest.length > 0) {
    throw new VisionError(`${key} must be a pair of numbers.`);
  }
  return [a, b];
}

function asQuad([a, b, c, d, ...rest]: readonly number[], key: string): Quad {
  if (a === undefined || b === undefined || c === undefined || d === undefined || rest.length > 0) {
    throw new VisionError(`${key} must hold four numbers.`);
  }
  return [a, b, c, d];
}
