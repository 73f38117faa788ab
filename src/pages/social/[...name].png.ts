import type { APIContext } from 'astro';
import { moduleOf } from '../../../config/syllabus.ts';
import { site } from '../../../config/site.ts';
import { socialPicture, type SocialCard } from '../../../config/social.ts';
import { catalogue } from '../api/_catalogue.ts';

/**
 * The social pictures, one for each lesson, explainer, question and model, named by collection and
 * id (`lessons/detection/nms-and-average-precision`), and `site` for all other pages. Nobody could
 * refer to them without `SITE`, so they are made only with it.
 */
export async function getStaticPaths() {
  if (!site) return [];
  const { lessons, explainers, questions, models } = await catalogue();
  const cards: [name: string, card: SocialCard][] = [
    [
      'site',
      {
        label: 'A course with figures that really run',
        title: 'See how computer vision works, then explain it',
        summary: 'Lessons, live figures and interview questions. No account, no tracker.',
      },
    ],
    ...lessons.map(({ id, data }): [string, SocialCard] => [
      `lessons/${id}`,
      {
        label: `Lesson · ${moduleOf(data.module).title}`,
        title: data.title,
        summary: data.summary,
      },
    ]),
    ...explainers.map(({ id, data }): [string, SocialCard] => [
      `explainers/${id}`,
      { label: 'Interactive figure', title: data.title, summary: data.summary },
    ]),
    ...questions.map(({ id, data }): [string, SocialCard] => [
      `questions/${id}`,
      {
        label: `Question · ${moduleOf(data.topic).title}`,
        title: data.title,
        summary: `${data.minutes} minutes. A model answer, follow-ups and a rubric.`,
      },
    ]),
    ...models.map(({ id, data }): [string, SocialCard] => [
      `models/${id}`,
      {
        label: 'Model card',
        title: data.name,
        summary:
          'Trained by this project, runs in the browser. How it was made and where it fails.',
      },
    ]),
  ];
  return cards.map(([name, card]) => ({ params: { name }, props: { card } }));
}

export async function GET({ props }: APIContext<{ card: SocialCard }>): Promise<Response> {
  return new Response(await socialPicture(props.card), {
    headers: { 'content-type': 'image/png' },
  });
}
