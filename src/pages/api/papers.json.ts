import { paperUrl } from '../../schemas/paper.ts';
import { catalogue, json, urlOf } from './_catalogue.ts';

/** Every paper, with the mark that says whether somebody has checked it. */
export async function GET(): Promise<Response> {
  const { papers } = await catalogue();
  return json(
    papers.map(({ id, data }) => ({
      id,
      url: urlOf('papers', id),
      ...data,
      source: paperUrl(data),
    })),
  );
}
