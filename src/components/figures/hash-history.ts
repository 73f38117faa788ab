import type { Decoded, StateCodec } from './state-codec.ts';

/** Shortest time between two writes to the address, ms: browsers refuse more than 100 in 30 s. */
const PAUSE = 350;

/** Keeps the state of a figure in the address of its own page. */
export interface HashHistory<S> {
  /** While a control moves: replaces the current entry, at most about three times a second. */
  readonly replace: (state: S) => void;
  /** When a control came to rest: adds one entry, so that Back undoes one change. */
  readonly push: (state: S) => void;
  readonly stop: () => void;
}

/**
 * Reads the hash now and whenever the reader goes back or forward, and hands it to `apply`. The entry
 * that a movement replaced gets its old hash back before the new one is added.
 */
export function followHash<S>(
  codec: StateCodec<S>,
  apply: (decoded: Decoded<S>) => void,
): HashHistory<S> {
  let settled = location.hash;
  let pending: ReturnType<typeof setTimeout> | undefined;
  let next = '';
  let last = -Infinity;

  const read = (): void => {
    cancel();
    settled = location.hash;
    apply(codec.decode(settled));
  };

  function cancel(): void {
    clearTimeout(pending);
    pending = undefined;
  }

  function write(): void {
    cancel();
    last = performance.now();
    history.replaceState(history.state, '', addressWith(next));
  }

  function replace(state: S): void {
    next = codec.encode(state);
    pending ??= setTimeout(write, Math.max(0, last + PAUSE - performance.now()));
  }

  function push(state: S): void {
    cancel();
    next = codec.encode(state);
    if (withMark(next) === settled) {
      if (location.hash !== settled) write();
      return;
    }
    if (location.hash !== settled) history.replaceState(history.state, '', addressWith(settled));
    history.pushState(null, '', addressWith(next));
    settled = withMark(next);
  }

  addEventListener('popstate', read);
  read();
  return {
    replace,
    push,
    stop: () => {
      cancel();
      removeEventListener('popstate', read);
    },
  };
}

function withMark(hash: string): string {
  return hash === '' || hash.startsWith('#') ? hash : `#${hash}`;
}

function addressWith(hash: string): string {
  return location.pathname + location.search + withMark(hash);
}
