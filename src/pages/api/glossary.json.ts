import { catalogue, json, urlOf } from './_catalogue.ts';

/** Every term with all its forms. The search index reads its synonyms and topics from here. */
export async function GET(): Promise<Response> {
  const { glossary } = await catalogue();
  return json(
    glossary.map(({ id, data }) => ({
      id,
      url: urlOf('glossary', id),
      term: data.term,
      abbreviations: data.abbreviations,
      aliases: data.aliases,
      module: data.module,
      definition: data.definition,
      see: data.see.map((term) => term.id),
      ...(data.explainer ? { explainer: data.explainer.id } : {}),
    })),
  );
}
