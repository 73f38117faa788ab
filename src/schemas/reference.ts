import { z } from 'astro/zod';

/** The collections of `src/content.config.ts` that others may refer to. */
export type CollectionName =
  | 'lessons'
  | 'explainers'
  | 'questions'
  | 'glossary'
  | 'facts'
  | 'papers'
  | 'errata'
  | 'quiz'
  | 'models'
  | 'architectures';

/** What a reference is after parsing: `getEntry` of `astro:content` takes it as it is. */
export interface Reference<C extends CollectionName = CollectionName> {
  collection: C;
  id: string;
}

/**
 * A reference to an entry of `collection`, written as the entry's id. The shape is that of Astro's
 * own `reference()`, which only logs a dangling id and cannot be imported outside Astro; ours is
 * plain, so that tests and scripts read the same schemas, and `checkReferences` fails the build.
 */
export function refer<C extends CollectionName>(collection: C) {
  return z
    .string()
    .min(1)
    .transform((id): Reference<C> => ({ collection, id }));
}
