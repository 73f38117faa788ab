import { budgets } from './budgets.ts';
import type { Rule } from './built-site.ts';
import { caching } from './caching.ts';
import { crawling } from './crawling.ts';
import { dataFiles } from './data-files.ts';
import { discovery } from './discovery.ts';
import { figures } from './figures.ts';
import { fonts } from './fonts.ts';
import { headings } from './headings.ts';
import { ids } from './ids.ts';
import { images } from './images.ts';
import { links } from './links.ts';
import { metadata } from './metadata.ts';
import { models } from './models.ts';
import { origins } from './origins.ts';
import { outdated } from './outdated.ts';
import { policy } from './policy.ts';
import { published } from './published.ts';
import { searchIndex } from './search-index.ts';
import { searchRanking } from './search-ranking.ts';
import { spacing } from './spacing.ts';
import { street } from './street.ts';
import { tables } from './tables.ts';
import { words } from './words.ts';

/** Every rule over the built site, one file each. */
export const rules: readonly Rule[] = [
  links,
  policy,
  origins,
  caching,
  budgets,
  figures,
  street,
  images,
  headings,
  metadata,
  ids,
  words,
  spacing,
  models,
  searchIndex,
  searchRanking,
  discovery,
  dataFiles,
  published,
  crawling,
  outdated,
  fonts,
  tables,
];
