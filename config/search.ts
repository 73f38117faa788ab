import type { AstroIntegration } from 'astro';
import { existsSync } from 'node:fs';
import { readFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse, type HTMLElement, NodeType, type TextNode } from 'node-html-parser';
import * as pagefind from 'pagefind';
import sirv from 'sirv';
import { base, outDir } from './site.ts';
import { withSynonyms } from './synonyms.ts';
import { topicsOf, type Topic } from './topics.ts';

/**
 * The search index, made from the built pages after every build. Pages with `data-pagefind-body`
 * are indexed; each term and each paper is a record of its own that leads to its line on the page.
 */

/** Formulas, drawings, controls and navigation are no words. */
const notWords = [
  'svg',
  'math',
  'nav',
  'form',
  'output',
  'figure[data-explainer] table',
  '.anchor',
];

interface GlossaryEntry extends Topic {
  module: string;
  definition: string;
}

interface PaperEntry {
  url: string;
  module: string;
  short: string;
  title: string;
  authors: string;
  venue: string;
  year: number;
}

/**
 * The field under which a page's topics are indexed, by its type; `ranking.ts` of the search panel says what
 * it weighs. Abbreviations have a field of their own, with `-short` at its end.
 */
const topicFields: Readonly<Record<string, string>> = {
  lesson: 'teaches',
  explainer: 'teaches',
  question: 'asks',
};

/** The text nodes of `element` that the index reads as words. */
function* wordsOf(element: HTMLElement): Generator<TextNode> {
  for (const node of element.childNodes) {
    if (node.nodeType === NodeType.TEXT_NODE) yield node as TextNode;
    else if (node.nodeType === NodeType.ELEMENT_NODE) {
      const child = node as HTMLElement;
      if (!child.hasAttribute('data-pagefind-ignore') && !child.hasAttribute('hidden')) {
        if (!notWords.some((selector) => child.matches(selector))) yield* wordsOf(child);
      }
    }
  }
}

/**
 * Returns a page as the index shall read it, or undefined when it is not to be found.
 *
 * @param address where it is served, base included
 */
function indexedPage(
  html: string,
  address: string,
  glossary: readonly Topic[],
): string | undefined {
  const root = parse(html, { blockTextElements: { pre: false, script: true, style: true } });
  const body = root.querySelector('[data-pagefind-body]');
  if (!body) return undefined;
  const filter = body.querySelector('[data-pagefind-filter^="type:"]');
  const type = filter?.getAttribute('data-pagefind-filter')?.slice('type:'.length);
  const field = topicFields[type ?? ''];
  const topics = topicsOf({ title: body.querySelector('h1')?.text ?? '', address, body }, glossary);
  // An excerpt shows where it leaves a formula out.
  for (const formula of body.querySelectorAll('math')) formula.replaceWith('…');
  const nodes = [...wordsOf(body)];
  const completed = withSynonyms(
    nodes.map((node) => node.rawText),
    glossary,
  );
  for (const [index, node] of nodes.entries()) node.rawText = completed[index] ?? node.rawText;
  if (field) {
    const metadata = [
      [field, topics.long],
      [`${field}-short`, topics.abbreviations],
    ] as const;
    for (const [name, forms] of metadata) {
      const text = `<i data-pagefind-meta="${name}:${forms.join(', ')}"></i>`;
      if (forms.length > 0) body.insertAdjacentHTML('afterbegin', text);
    }
  }
  return withGaps(root.toString());
}

/** Returns `html` with a space where two tags meet, so that words of neighbours stay apart. */
function withGaps(html: string): string {
  return html
    .split(/(<pre\b[\s\S]*?<\/pre>)/)
    .map((piece) => (piece.startsWith('<pre') ? piece : piece.replace(/>(?=<)/g, '> ')))
    .join('');
}

/** Reads a JSON file that one of our own endpoints wrote in this build; empty without it. */
async function readList<T>(folder: string, name: string): Promise<readonly T[]> {
  const path = join(folder, 'api', name);
  if (!existsSync(path)) return [];
  const parsed: unknown = JSON.parse(await readFile(path, 'utf8'));
  // Written by src/pages/api in this very build, from entries that their schemas have checked.
  return Array.isArray(parsed) ? (parsed as T[]) : [];
}

function stopOn(errors: readonly string[]): void {
  if (errors.length > 0) throw new Error(`The search index failed: ${errors.join('; ')}`);
}

/** Indexes the built site in `folder` and writes the index to `folder/pagefind`; returns how much. */
export async function writeIndex(folder: string): Promise<{ pages: number; records: number }> {
  const { index, errors } = await pagefind.createIndex({
    forceLanguage: 'en',
    excludeSelectors: notWords,
  });
  stopOn(errors);
  if (!index) throw new Error('The search index could not be created.');
  const glossary = await readList<GlossaryEntry>(folder, 'glossary.json');
  const papers = await readList<PaperEntry>(folder, 'papers.json');

  const files = await readdir(folder, { recursive: true });
  let pages = 0;
  for (const file of files.filter((name) => name.endsWith('.html')).sort()) {
    const sourcePath = file.replaceAll('\\', '/');
    const html = await readFile(join(folder, file), 'utf8');
    const address = base + sourcePath.replace(/index\.html$/, '');
    const content = html.includes('data-pagefind-body')
      ? indexedPage(html, address, glossary)
      : undefined;
    if (content === undefined) continue;
    const added = await index.addHTMLFile({ sourcePath, content });
    stopOn(added.errors);
    pages += 1;
  }

  const records = [
    ...glossary.map(({ url, term, abbreviations, aliases, module, definition }) => ({
      url,
      title: [term, ...abbreviations.map((short) => `(${short})`)].join(' '),
      content: `${[term, ...abbreviations, ...aliases].join(', ')}. ${definition}`,
      module,
    })),
    ...papers.map(({ url, short, title, authors, venue, year, module }) => ({
      url,
      title: title.startsWith(short) ? title : `${short}: ${title}`,
      content: `${title.includes(short) ? title : `${title} (${short})`}. ${authors}, ${venue} ${year}.`,
      module,
    })),
  ];
  for (const { url, title, content, module } of records) {
    const added = await index.addCustomRecord({
      // The page under the base; the index adds the base again from its own address.
      url: `/${url.slice(base.length)}`,
      content: withSynonyms([content], glossary).join(''),
      language: 'en',
      meta: { title },
      filters: { type: ['reference'], module: [module] },
    });
    stopOn(added.errors);
  }
  const target = join(folder, 'pagefind');
  await rm(target, { recursive: true, force: true });
  stopOn((await index.writeFiles({ outputPath: target })).errors);
  await pagefind.close();
  // Interfaces of Pagefind's own that this site does not use.
  for (const name of await readdir(target)) {
    if (/-(ui|highlight)\.(js|css)$/.test(name)) await rm(join(target, name));
  }
  return { pages, records: records.length };
}

/** Writes the index after the build; the dev server serves that of the last build. */
export function searchIndex(): AstroIntegration {
  return {
    name: 'receptive-search-index',
    hooks: {
      'astro:server:setup': ({ server }) => {
        const folder = join(outDir, 'pagefind');
        if (existsSync(folder))
          server.middlewares.use(`${base}pagefind`, sirv(folder, { dev: true }));
      },
      'astro:build:done': async ({ dir, logger }) => {
        const { pages, records } = await writeIndex(fileURLToPath(dir));
        logger.info(`${pages} pages and ${records} terms and papers are indexed.`);
      },
    },
  };
}
