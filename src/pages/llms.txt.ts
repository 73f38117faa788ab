import type { APIContext } from 'astro';
import { modules } from '../../config/syllabus.ts';
import { catalogue, urlOf } from './api/_catalogue.ts';

/** A plain list of everything here, for readers that are programs. */
export async function GET({ site }: APIContext): Promise<Response> {
  const { lessons, explainers, questions } = await catalogue();
  const address = (path: string): string => (site ? new URL(path, site).href : path);
  const lines = [
    '# Receptive',
    '',
    '> See how computer vision works, then explain it. Lessons, interactive figures and interview',
    '> questions with model answers; every number has a source or is computed on the page.',
    '',
  ];
  const list = (title: string, entries: readonly string[]): void => {
    if (entries.length > 0) lines.push(`## ${title}`, '', ...entries, '');
  };
  for (const module of modules) {
    list(
      `Lessons: ${module.title}`,
      lessons
        .filter(({ data }) => data.module === module.slug)
        .sort((a, b) => a.data.order - b.data.order)
        .map(
          ({ id, data }) => `- [${data.title}](${address(urlOf('lessons', id))}): ${data.summary}`,
        ),
    );
  }
  list(
    'Interactive figures',
    explainers.map(
      ({ id, data }) => `- [${data.title}](${address(urlOf('explainers', id))}): ${data.summary}`,
    ),
  );
  list(
    'Questions',
    questions.map(({ id, data }) => `- [${data.title}](${address(urlOf('questions', id))})`),
  );
  list(
    'Data',
    ['questions', 'cards', 'glossary', 'facts', 'papers', 'syllabus', 'coverage'].map(
      (name) => `- [${name}](${address(`${import.meta.env.BASE_URL}api/${name}.json`)})`,
    ),
  );
  return new Response(`${lines.join('\n').trimEnd()}\n`, {
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  });
}
