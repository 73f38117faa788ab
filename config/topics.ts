import type { HTMLElement } from 'node-html-parser';
import { addressOf } from '../src/schemas/addresses.ts';
import { underBase } from './site.ts';
import { isNamed, type Names } from './synonyms.ts';

/**
 * What a page is about, for the search index: the index weighs words by where they stand, and what a lesson or
 * a figure teaches stands in its title only by chance.
 */

/** What is needed of a glossary term to find the pages that are about it. */
export interface Topic extends Names {
  /** Address of its definition, base included. */
  url: string;
  /** Id of the figure in which it can be seen. */
  explainer?: string | undefined;
}

/** Terms that a page is about, by how they are written. */
export interface Topics {
  /** Long forms and aliases. */
  long: readonly string[];
  abbreviations: readonly string[];
}

/**
 * Returns every form of the terms that a page is about: those that its title names, those that its text explains
 * and so links to their definition, and those that its figure shows.
 *
 * @param address the page's own, base included
 */
export function topicsOf(
  page: { title: string; address: string; body: HTMLElement },
  glossary: readonly Topic[],
): Topics {
  const explained = new Set(
    page.body.querySelectorAll('a.term').map((link) => link.getAttribute('href')),
  );
  const isShown = ({ explainer }: Topic): boolean =>
    explainer !== undefined && underBase(addressOf('explainers', explainer)) === page.address;
  const about = glossary.filter(
    (topic) => isShown(topic) || explained.has(topic.url) || isNamed(page.title, topic),
  );
  return {
    long: about.flatMap(({ term, aliases }) => [term, ...aliases]),
    abbreviations: about.flatMap(({ abbreviations }) => abbreviations),
  };
}
