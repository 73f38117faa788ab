import { catalogue, json, urlOf } from './_catalogue.ts';

/** Every review card; its id, `question#card`, never changes once published. */
export async function GET(): Promise<Response> {
  const { questions } = await catalogue();
  return json(
    questions.flatMap(({ id, data }) =>
      data.cards.map((card) => ({
        id: `${id}#${card.id}`,
        question: id,
        url: urlOf('questions', id),
        topic: data.topic,
        front: card.front,
        back: card.back,
      })),
    ),
  );
}
