import {
  createRawSnippet,
  getAllContexts,
  hydrate,
  mount,
  unmount,
  untrack,
  type Snippet,
} from 'svelte';
import Piece from './Piece.svelte';
import { inTurn } from './turns.ts';

/**
 * Returns what stands in for a snippet on the page: it takes the element that the build wrote around the
 * snippet as it is, and wakes what is in it when its turn has come. `empty` is that element without content,
 * for a part that comes into being once the figure is awake. Call it while a component is set up. The build puts
 * the snippet into a boundary, because `hydrate` looks for what a boundary leaves in the markup.
 */
export function asleep(children: Snippet, empty: string): Snippet {
  const context = getAllContexts();
  return createRawSnippet(() => ({
    render: () => empty,
    setup(target) {
      let piece: Record<string, unknown> | undefined;
      const wake = (start: typeof hydrate): void => {
        piece = start(Piece, { target, props: { children }, context });
      };
      const built = target.hasChildNodes();
      const cancel = built ? inTurn(() => wake(hydrate)) : untrack(() => wake(mount));
      return () => {
        cancel?.();
        if (piece) void unmount(piece);
      };
    },
  }));
}
