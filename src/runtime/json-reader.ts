import { RuntimeError } from './errors.ts';

/** Reads one value of a JSON document and says where a wrong one stood. */
export class JsonReader {
  readonly #value: unknown;
  readonly #path: string;

  constructor(value: unknown, path = 'card') {
    this.#value = value;
    this.#path = path;
  }

  /** Returns the reader of a field; of a missing one the value is `undefined`. */
  field(name: string): JsonReader {
    const value = this.#value;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw this.wrong('an object');
    }
    return new JsonReader((value as Record<string, unknown>)[name], `${this.#path}.${name}`);
  }

  items(): JsonReader[] {
    if (!Array.isArray(this.#value)) throw this.wrong('a list');
    return this.#value.map((item, index) => new JsonReader(item, `${this.#path}[${index}]`));
  }

  get isMissing(): boolean {
    return this.#value === undefined;
  }

  text(): string {
    if (typeof this.#value !== 'string') throw this.wrong('a text');
    return this.#value;
  }

  number(): number {
    if (typeof this.#value !== 'number') throw this.wrong('a number');
    return this.#value;
  }

  /** A whole number greater than 0, as counts and sizes are. */
  count(): number {
    const value = this.number();
    if (!Number.isInteger(value) || value < 1) throw this.wrong('a whole number above 0');
    return value;
  }

  boolean(): boolean {
    if (typeof this.#value !== 'boolean') throw this.wrong('true or false');
    return this.#value;
  }

  /** The error that says what was expected here. */
  wrong(expected: string): RuntimeError {
    return new RuntimeError('unreadable', `${this.#path} is not ${expected}`);
  }
}
