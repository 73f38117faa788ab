import { modules } from '../../../config/syllabus.ts';
import { catalogue, json, urlOf } from './_catalogue.ts';

/** The modules with the lessons that exist, in reading order. */
export async function GET(): Promise<Response> {
  const { lessons } = await catalogue();
  return json(
    modules.map((module) => ({
      number: module.number,
      slug: module.slug,
      title: module.title,
      lessons: module.lessons.flatMap(({ id: number, slug }) => {
        const id = `${module.slug}/${slug}`;
        const lesson = lessons.find((entry) => entry.id === id)?.data;
        if (!lesson) return [];
        const { title, summary, minutes, level, rounds, objectives, covers } = lesson;
        return [
          {
            number,
            id,
            url: urlOf('lessons', id),
            title,
            summary,
            minutes,
            level,
            rounds,
            objectives,
            covers,
          },
        ];
      }),
    })),
  );
}
