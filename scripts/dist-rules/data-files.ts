import { z } from 'astro/zod';
import { fileOf, type Rule } from './built-site.ts';

const entries = z.array(z.looseObject({ id: z.string(), url: z.string().optional() }));
const shapes: Readonly<Record<string, z.ZodType>> = {
  questions: entries,
  cards: entries,
  glossary: entries,
  facts: entries,
  papers: entries,
  syllabus: z.array(z.looseObject({ slug: z.string(), lessons: entries })),
  coverage: z.record(z.string().regex(/^S\d+$/), z.array(z.string()).min(1)),
};

/** Every `url` inside `value`, and every string of a list of addresses. */
function* addressesIn(value: unknown): Generator<string> {
  if (typeof value === 'string' && value.startsWith('/')) yield value;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (typeof inner !== 'string' || key === 'url' || /^\d+$/.test(key)) yield* addressesIn(inner);
  }
}

/** The data files hold what they promise, their ids are unique, and their addresses exist. */
export const dataFiles: Rule = {
  name: 'data files are valid and lead to pages',
  check(site) {
    const faults: string[] = [];
    for (const [name, shape] of Object.entries(shapes)) {
      const content = site.files.get(`api/${name}.json`);
      if (!content) {
        faults.push(`api/${name}.json is missing`);
        continue;
      }
      const value: unknown = JSON.parse(String(content));
      const parsed = shape.safeParse(value);
      if (!parsed.success) faults.push(`api/${name}.json: ${z.prettifyError(parsed.error)}`);
      const listed = entries.safeParse(value);
      const ids = listed.success ? listed.data.map((entry) => entry.id) : [];
      for (const id of ids.filter((each, index) => ids.indexOf(each) !== index)) {
        faults.push(`api/${name}.json: the id ${id} stands twice`);
      }
      for (const address of addressesIn(value)) {
        const file = fileOf(site, site.base, address);
        const id = address.split('#')[1];
        if (!file) faults.push(`api/${name}.json: ${address} leads nowhere`);
        else if (id && !String(site.files.get(file)).includes(`id="${id}"`)) {
          faults.push(`api/${name}.json: ${address} leads to no part of its page`);
        }
      }
    }
    return faults;
  },
};
