import type { FigureProps, FigureWords } from './figure-props.ts';
import { followHash, type HashHistory } from './hash-history.ts';
import type { Decoded, StateCodec } from './state-codec.ts';
import { afterTurns } from './turns.ts';

/** Where a figure stands: on its own page, whose hash it keeps, or inside a lesson. */
export type FigureContext = 'page' | 'lesson';

/** How a figure starts: it asks for a prediction where its words have one. */
export type FigureStart<S> = Omit<FigureProps<S>, 'label'>;

/** What the control of one field of the state is given. */
export interface FieldControl<N extends string, T> {
  readonly name: N;
  readonly value: T;
  /** What the field goes back to. */
  readonly initial: T;
  readonly disabled: boolean;
  /** The control moves. */
  readonly oninput: (value: T) => void;
  /** The control came to rest. */
  readonly onchange: (value: T) => void;
}

/** The sentence that a reader of a broken link gets. */
function apology(reason: string): string {
  return `The link to this figure could not be read (${reason}), so it starts from its defaults.`;
}

/**
 * The state of one figure and its life: asleep as built, awake once hydrated, unlocked once the
 * prediction is answered or skipped. On its own page the state is kept in the hash.
 */
export class FigureState<S extends object> {
  readonly codec: StateCodec<S>;
  readonly context: FigureContext;
  /** What "reset" gives back. */
  readonly initial: S;
  readonly words: FigureWords;

  /** What the reader set. Replaced as a whole, never changed in place. */
  current: S;
  /** True once the page's script runs. */
  awake = $state(false);
  /** True once the prediction was answered or skipped. */
  answered = $state(false);
  /** The option that the reader committed to. */
  choice: number | undefined = $state();
  /** A polite sentence about a link that could not be read; empty when there is none. */
  notice = $state('');
  /** Path of the figure's own page. */
  readonly home: string;
  #hash: HashHistory<S> | undefined;

  constructor(codec: StateCodec<S>, start: FigureStart<S>) {
    this.codec = codec;
    this.context = start.context;
    this.words = start.words;
    this.home = start.address;
    this.initial = codec.complete(start.placed);
    this.current = $state.raw(this.initial);
  }

  /** Whether a prediction is asked for before the figure unlocks. */
  get asks(): boolean {
    return this.words.prediction !== undefined && !this.answered;
  }

  /** Whether the controls answer. */
  get unlocked(): boolean {
    return this.awake && !this.asks;
  }

  /** Wakes the figure once all its pieces are; returns how to put it to sleep again. For `onMount`. */
  wake(): () => void {
    const cancel = afterTurns(() => {
      this.awake = true;
      if (this.context === 'page') {
        this.#hash = followHash(this.codec, (decoded) => this.#take(decoded));
      }
    });
    return () => {
      cancel();
      this.#hash?.stop();
    };
  }

  #take(decoded: Decoded<S>): void {
    // A page that wakes without a state in its address shows it already: nothing is computed twice.
    const shown = decoded.outcome === 'absent' && this.codec.encode(this.current) === '';
    if (!shown) this.current = decoded.state;
    this.notice = decoded.outcome === 'invalid' ? apology(decoded.reason) : '';
    // Whoever follows a link to an exact state came to see that state.
    if (decoded.outcome === 'read') this.answered = true;
  }

  /** The reader answered (with the number of the option) or skipped the prediction. */
  commit(choice: number | undefined): void {
    this.choice = choice;
    this.answered = true;
  }

  /** A control moves. */
  input(change: Partial<S>): void {
    this.current = { ...this.current, ...change };
    this.notice = '';
    this.#hash?.replace(this.current);
  }

  /** A control came to rest; without a change, wherever it is now. */
  settle(change: Partial<S> = {}): void {
    this.current = { ...this.current, ...change };
    this.notice = '';
    this.#hash?.push(this.current);
  }

  /** Returns what the control of a field is given; `also` changes whenever the field does. */
  control<N extends keyof S & string>(name: N, also?: Partial<S>): FieldControl<N, S[N]> {
    return {
      name,
      value: this.current[name],
      initial: this.initial[name],
      disabled: !this.unlocked,
      oninput: (value) => this.input({ ...also, [name]: value }),
      onchange: (value) => this.settle({ ...also, [name]: value }),
    };
  }

  /** Everything back to how the figure started. */
  reset(): void {
    this.settle(this.initial);
  }

  /** The address of the state as it is now, on the figure's own page. */
  link(): string {
    const hash = this.codec.encode(this.current);
    // eslint-disable-next-line svelte/prefer-svelte-reactivity -- built, read once, thrown away
    return new URL(hash === '' ? this.home : `${this.home}#${hash}`, location.href).href;
  }
}
