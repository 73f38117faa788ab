/** Who takes a pasted file: the inputs on the page, by the figure that each belongs to. */
const receivers = new Map<HTMLElement, (file: File) => void>();

/** Returns the first picture among files, else the first file; undefined where there is none. */
export function pictureAmong(files: Iterable<File>): File | undefined {
  const all = [...files];
  return all.find(({ type }) => type.startsWith('image/')) ?? all[0];
}

/** Returns how far, in pixels, what reaches from `top` to `bottom` lies from a height on the screen; 0 where it holds it. */
export function distanceTo(
  point: number,
  { top, bottom }: { top: number; bottom: number },
): number {
  return Math.max(0, top - point, point - bottom);
}

/** Returns the figure that a paste is meant for: the one with the focus, else the most central in sight. */
function figureForPaste(): HTMLElement | undefined {
  const figures = [...receivers.keys()];
  const focused = figures.find((figure) => figure.contains(document.activeElement));
  if (focused) return focused;
  const middle = innerHeight / 2;
  const far = (figure: HTMLElement): number => distanceTo(middle, figure.getBoundingClientRect());
  return figures.filter((figure) => far(figure) < middle).sort((a, b) => far(a) - far(b))[0];
}

function pasted(event: ClipboardEvent): void {
  const file = pictureAmong(event.clipboardData?.files ?? []);
  const figure = figureForPaste();
  if (!file || !figure) return;
  event.preventDefault();
  receivers.get(figure)?.(file);
}

/**
 * Hands to `take` what is dropped on the figure around `node`, and what is pasted on the page while
 * this figure has the focus, or is in sight and nearest to the middle of the window. Returns how to stop.
 */
export function receiveFiles(node: HTMLElement, take: (file: File) => void): () => void {
  const figure = node.closest<HTMLElement>('figure') ?? node;
  const abort = new AbortController();
  const { signal } = abort;
  const mark = (isOver: boolean): void => void figure.toggleAttribute('data-drop', isOver);

  if (receivers.size === 0) document.addEventListener('paste', pasted);
  receivers.set(figure, take);
  figure.addEventListener(
    'dragover',
    (event) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      mark(true);
    },
    { signal },
  );
  figure.addEventListener(
    'dragleave',
    ({ relatedTarget }) => {
      if (!(relatedTarget instanceof Node && figure.contains(relatedTarget))) mark(false);
    },
    { signal },
  );
  figure.addEventListener(
    'drop',
    (event) => {
      mark(false);
      const file = pictureAmong(event.dataTransfer?.files ?? []);
      if (!file) return;
      event.preventDefault();
      take(file);
    },
    { signal },
  );
  return () => {
    abort.abort();
    mark(false);
    receivers.delete(figure);
    if (receivers.size === 0) document.removeEventListener('paste', pasted);
  };
}
