/** The four parts of the site as the masthead names them, with the path that each starts with. */
export const sections = [
  { name: 'Learn', path: '/learn/' },
  { name: 'Explain', path: '/explain/' },
  { name: 'Practise', path: '/practice/' },
  { name: 'Reference', path: '/reference/' },
] as const;

export type Section = (typeof sections)[number]['name'];
