import type { CollectionName } from './reference.ts';

/**
 * Where each entry stands on the site: a path from the site's root, without the base. Modules share
 * no lesson slug and topics no question slug, so the last part of an id is enough for questions.
 */
const patterns: Record<CollectionName, (id: string) => string> = {
  lessons: (id) => `/learn/${id}/`,
  explainers: (id) => `/explain/${id}/`,
  questions: (id) => `/practice/questions/${lastPart(id)}/`,
  glossary: (id) => `/reference/glossary/#${id}`,
  facts: (id) => `/reference/facts/#${id}`,
  papers: (id) => `/reference/papers/#${id}`,
  errata: (id) => `/reference/errata/#${id}`,
  quiz: (id) => `/practice/#${id}`,
  models: (id) => `/models/${id}/`,
  architectures: (id) => `/reference/architectures/#${id}`,
};

function lastPart(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}

/** Returns the path of an entry, such as `/practice/questions/implement-nms/`. */
export function addressOf(collection: CollectionName, id: string): string {
  return patterns[collection](id);
}
