import { catalogue, json, urlOf } from './_catalogue.ts';

/** Inventory id → the pages that cover it, from every `covers`; S1 to S240 in order. */
export async function GET(): Promise<Response> {
  const { lessons, explainers, questions } = await catalogue();
  const pages = [
    ...lessons.map(({ id, data }) => ({ url: urlOf('lessons', id), covers: data.covers })),
    ...explainers.map(({ id, data }) => ({ url: urlOf('explainers', id), covers: data.covers })),
    ...questions.map(({ id, data }) => ({ url: urlOf('questions', id), covers: data.covers })),
  ];
  const items = [...new Set(pages.flatMap((page) => page.covers))].sort(
    (a, b) => Number(a.slice(1)) - Number(b.slice(1)),
  );
  return json(
    Object.fromEntries(
      items.map((item) => [
        item,
        pages.filter((page) => page.covers.includes(item)).map((page) => page.url),
      ]),
    ),
  );
}
