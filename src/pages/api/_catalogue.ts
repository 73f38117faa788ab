import { getCollection } from 'astro:content';
import { addressOf } from '../../schemas/addresses.ts';
import type { CollectionName } from '../../schemas/reference.ts';
import { checkReferences } from '../../schemas/references.ts';

async function loadCatalogue() {
  const catalogue = {
    lessons: await getCollection('lessons'),
    explainers: await getCollection('explainers'),
    questions: await getCollection('questions'),
    glossary: await getCollection('glossary'),
    facts: await getCollection('facts'),
    papers: await getCollection('papers'),
    errata: await getCollection('errata'),
    quiz: await getCollection('quiz'),
    models: await getCollection('models'),
    architectures: await getCollection('architectures'),
  };
  for (const entries of Object.values(catalogue)) {
    entries.sort((a, b) => (a.id < b.id ? -1 : 1));
  }
  const faults = checkReferences(catalogue);
  if (faults.length > 0) {
    const report = `The content does not hold together:\n${faults.join('\n')}`;
    // The dev server shows drafts, whose references may still lead nowhere.
    if (!import.meta.env.DEV && !process.env['ALLOW_DANGLING']) {
      throw new Error(`${report}\nALLOW_DANGLING=1 builds all the same, to look at a draft.`);
    }
    process.stderr.write(`${report}\n`);
  }
  return catalogue;
}

let loaded: ReturnType<typeof loadCatalogue> | undefined;

/**
 * Returns every collection, each sorted by id. Throws one error that lists every dangling reference,
 * so that a build with one fails; the dev server prints the list and goes on.
 */
export function catalogue(): ReturnType<typeof loadCatalogue> {
  if (import.meta.env.DEV) return loadCatalogue();
  loaded ??= loadCatalogue();
  return loaded;
}

/** Returns the path of an entry under the base. */
export function urlOf(collection: CollectionName, id: string): string {
  return import.meta.env.BASE_URL + addressOf(collection, id).slice(1);
}

/** Returns `value` as a JSON file. */
export function json(value: unknown): Response {
  return new Response(`${JSON.stringify(value)}\n`, {
    headers: { 'content-type': 'application/json; charset=utf-8' },
  });
}
