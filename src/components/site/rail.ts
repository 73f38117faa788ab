/** Marks in the rail which part of the page is being read. */
export function followReading(): void {
  const links = new Map<Element, HTMLAnchorElement>();
  for (const link of document.querySelectorAll<HTMLAnchorElement>('.rail a[href^="#"]')) {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (heading) links.set(heading, link);
  }
  if (links.size === 0) return;
  const above = new Set<Element>();
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) above.add(target);
        else above.delete(target);
      }
      const current = [...links.keys()].filter((heading) => above.has(heading)).at(-1);
      for (const [heading, link] of links) {
        if (heading === current) link.setAttribute('aria-current', 'true');
        else link.removeAttribute('aria-current');
      }
    },
    // Everything above a line at 30 % of the window counts, so that a jump past a heading is noticed.
    { rootMargin: '1000000px 0px -70% 0px' },
  );
  for (const heading of links.keys()) observer.observe(heading);
}
