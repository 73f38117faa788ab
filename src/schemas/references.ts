import type { CollectionName, Reference } from './reference.ts';

/** An entry as the check sees it: its id and its parsed data. */
export interface CheckedEntry {
  id: string;
  data: unknown;
}

/** All entries by collection. */
export type Catalogue = Readonly<Partial<Record<CollectionName, readonly CheckedEntry[]>>>;

function isReference(value: object): value is Reference {
  const keys = Object.keys(value);
  return (
    keys.length === 2 &&
    'collection' in value &&
    'id' in value &&
    typeof value.collection === 'string' &&
    typeof value.id === 'string'
  );
}

/** Every reference inside `data`, with the path that leads to it. */
function* referencesIn(data: unknown, path = ''): Generator<{ path: string; to: Reference }> {
  if (typeof data !== 'object' || data === null || data instanceof Date) return;
  if (isReference(data)) {
    yield { path, to: data };
    return;
  }
  for (const [key, value] of Object.entries(data)) {
    yield* referencesIn(value, path ? `${path}.${key}` : key);
  }
}

/**
 * Returns one sentence per fault between entries: a reference that leads nowhere, a lesson or
 * question in a folder that is not its module, two questions with one slug. Empty when all is well.
 */
export function checkReferences(catalogue: Catalogue): string[] {
  const ids = new Map<string, ReadonlySet<string>>(
    Object.entries(catalogue).map(([name, entries]) => [
      name,
      new Set(entries.map((entry) => entry.id)),
    ]),
  );
  const faults: string[] = [];
  for (const [name, entries] of Object.entries(catalogue)) {
    for (const { id, data } of entries) {
      for (const { path, to } of referencesIn(data)) {
        if (!ids.get(to.collection)?.has(to.id)) {
          faults.push(`${name}/${id}: ${path} names "${to.id}", which is not in ${to.collection}.`);
        }
      }
    }
  }
  return [...faults, ...misplaced(catalogue), ...sharedSlugs(catalogue)];
}

/** Lessons and questions whose folder is not the module or topic that they name. */
function misplaced(catalogue: Catalogue): string[] {
  const faults: string[] = [];
  for (const [name, field] of [
    ['lessons', 'module'],
    ['questions', 'topic'],
  ] as const) {
    for (const { id, data } of catalogue[name] ?? []) {
      const named = new Map(Object.entries(data ?? {})).get(field);
      if (id.split('/')[0] !== named) {
        faults.push(`${name}/${id}: its ${field} is "${String(named)}", its folder another one.`);
      }
    }
  }
  return faults;
}

/** Questions whose addresses would be the same. */
function sharedSlugs(catalogue: Catalogue): string[] {
  const seen = new Map<string, string>();
  const faults: string[] = [];
  for (const { id } of catalogue.questions ?? []) {
    const slug = id.slice(id.lastIndexOf('/') + 1);
    const other = seen.get(slug);
    if (other) faults.push(`questions/${id}: its address is that of questions/${other}.`);
    seen.set(slug, id);
  }
  return faults;
}
