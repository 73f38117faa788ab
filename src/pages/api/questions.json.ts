import { catalogue, json, urlOf } from './_catalogue.ts';

/** Every question with its facets; the answers stand on its page. */
export async function GET(): Promise<Response> {
  const { questions } = await catalogue();
  return json(
    questions.map(({ id, data }) => ({
      id,
      url: urlOf('questions', id),
      title: data.title,
      topic: data.topic,
      rounds: data.rounds,
      levels: data.levels,
      roles: data.roles,
      difficulty: data.difficulty,
      minutes: data.minutes,
      evidence: data.evidence,
      ...(data.report ? { report: data.report } : {}),
      lesson: data.lesson.id,
      covers: data.covers,
    })),
  );
}
