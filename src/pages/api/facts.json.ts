import { paperUrl } from '../../schemas/paper.ts';
import { catalogue, json } from './_catalogue.ts';

/** Every fact with its source, its date and the day on which it was last checked. */
export async function GET(): Promise<Response> {
  const { facts, papers } = await catalogue();
  return json(
    facts.map(({ id, data }) => {
      const { paper, source, date, checked, ...rest } = data;
      const cited = papers.find((entry) => entry.id === paper?.id)?.data;
      return {
        id,
        ...rest,
        source: source ?? (cited && { title: cited.title, url: paperUrl(cited) }),
        ...(paper ? { paper: paper.id } : {}),
        date: date instanceof Date ? date.toISOString().slice(0, 10) : String(date),
        checked: checked.toISOString().slice(0, 10),
      };
    }),
  );
}
