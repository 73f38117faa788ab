const FIGURE_LEFT = 'The camera is off, because the figure was left.';
const PAGE_HIDDEN = 'The camera is off, because the page was hidden.';

/**
 * Calls `leave` with the reason whenever the figure goes out of sight, or the page is hidden or left.
 * Returns how to stop.
 */
export function watchLeaving(figure: Element, leave: (why: string) => void): () => void {
  const hidden = (): void => {
    if (document.hidden) leave(PAGE_HIDDEN);
  };
  const gone = (): void => leave(PAGE_HIDDEN);
  const sight = new IntersectionObserver((entries) => {
    if (entries.at(-1)?.isIntersecting === false) leave(FIGURE_LEFT);
  });
  sight.observe(figure);
  document.addEventListener('visibilitychange', hidden);
  addEventListener('pagehide', gone);
  return () => {
    sight.disconnect();
    document.removeEventListener('visibilitychange', hidden);
    removeEventListener('pagehide', gone);
  };
}
