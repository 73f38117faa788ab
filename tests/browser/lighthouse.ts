import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Result } from 'lighthouse';
import { outDir } from '../../config/site.ts';
import { openAuditor, scoreOf, type Auditor, type Category } from '../../scripts/lighthouse.ts';
import type { BrowserTest } from './browser-test.ts';
import { pagesByType } from './pages.ts';

/** Places that a failure names for each audit. */
const PLACES = 5;

const TITLES = {
  accessibility: 'accessibility',
  'best-practices': 'best practices',
  seo: 'search engines',
} as const satisfies Partial<Record<Category, string>>;

type Judged = keyof typeof TITLES;

/** The page of what is missing asks not to be listed, for which Lighthouse would take points. */
const categoriesOf = (type: string): readonly Judged[] =>
  type === 'not found'
    ? ['accessibility', 'best-practices']
    : ['accessibility', 'best-practices', 'seo'];

/** One built page of each kind. Those of the reference are each of a make of their own. */
function onePageOfEachKind(): { type: string; path: string }[] {
  const chosen = new Map<string, { type: string; path: string }>();
  for (const { type, path } of pagesByType()) {
    const isOwnKind = type === 'reference' || type === 'other';
    const kind = type === 'lesson' ? lessonKind(path) : type;
    const key = isOwnKind ? path : kind;
    if (!chosen.has(key)) chosen.set(key, { type: kind, path });
  }
  return [...chosen.values()];
}

function lessonKind(path: string): string {
  const html = readFileSync(join(outDir, path, 'index.html'), 'utf8');
  return html.includes('data-explainer=') ? 'lesson with a figure' : 'lesson';
}

/** What a failure tells of each place on the page, out of all that Lighthouse knows. */
const TOLD = 'node source sourceLocation snippet explanation url description value text href'.split(
  ' ',
);

/** Where on the page an audit failed, as JSON. */
function placesOf({ details }: Result['audits'][string]): string[] {
  const items: unknown = details && 'items' in details ? details.items : [];
  if (!Array.isArray(items)) return [];
  return items.slice(0, PLACES).map((item) => JSON.stringify(item, TOLD));
}

/** The audits that keep a category from its full score, each with the places where. */
function failedAudits(result: Result, category: Judged): string[] {
  return (result.categories[category]?.auditRefs ?? []).flatMap(({ id, weight }) => {
    const audit = result.audits[id];
    const isSilent = !audit || weight === 0 || audit.score === 1;
    if (isSilent || ['notApplicable', 'informative'].includes(audit.scoreDisplayMode)) return [];
    const reason = audit.errorMessage ?? audit.explanation ?? '';
    return [[`  ${id}: ${audit.title} ${reason}`.trimEnd(), ...placesOf(audit)].join('\n    ')];
  });
}

let opened: Promise<Auditor> | undefined;

const tests: BrowserTest[] = onePageOfEachKind().map(({ type, path }) => {
  const categories = categoriesOf(type);
  const titles = categories.map((category) => TITLES[category]).join(', ');
  return {
    name: `Lighthouse gives ${path} (${type}) 100 for ${titles}`,
    group: 'lighthouse',
    timeout: 60_000,
    async run({ origin }) {
      opened ??= openAuditor();
      const result = await (await opened).audit(`${origin}${path}`, categories);
      const problems = categories
        .map((category) => ({ category, score: scoreOf(result, category) }))
        .filter(({ score }) => score < 100)
        .flatMap(({ category, score }) => [
          `${TITLES[category]}: ${score}`,
          ...failedAudits(result, category),
        ]);
      if (problems.length) throw new Error(problems.join('\n'));
    },
  };
});

/** Closes the browser that all of these share. */
const finish = async (): Promise<void> => (await opened)?.close();

export { finish, tests };
