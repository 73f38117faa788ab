import type { BrowserTest } from './browser-test.ts';
import { eventually, openFigure, unlock } from './figure-page.ts';

/** A field that can be typed into in each figure that has some, and whose range stays. */
const FIELDS = [
  { slug: 'nms', name: 'time' },
  { slug: 'receptive-field', name: 'width' },
] as const;

export const tests: BrowserTest[] = FIELDS.map(({ slug, name }) => ({
  name: `${slug}: a number beyond the range of "${name}" becomes the nearest one, and the figure says so`,
  async run({ page, origin }) {
    const figure = await openFigure(page, origin, slug);
    await unlock(figure);
    const field = figure.locator(`input[name="${name}"]`);
    const place = async (): Promise<unknown> => [
      await field.boundingBox(),
      await figure.boundingBox(),
    ];
    for (const [typed, end, said] of [
      ['99999', 'max', 'The most is'],
      ['-5', 'min', 'The least is'],
    ] as const) {
      // A number in the range, so that only what is corrected changes.
      await field.fill((await field.getAttribute(end)) ?? '');
      await field.press('Tab');
      await figure.getByRole('status').filter({ hasText: said }).waitFor({ state: 'detached' });
      const before = JSON.stringify(await place());
      await field.fill(typed);
      await field.press('Tab');
      const nearest = await field.getAttribute(end);
      await eventually(
        async () => (await field.inputValue()) === nearest,
        `${typed} becomes ${nearest ?? '?'}`,
      );
      const sentence = figure.getByRole('status').filter({ hasText: `${said} ${nearest ?? '?'}.` });
      await sentence.waitFor();
      const [below, above] = [await sentence.boundingBox(), await field.boundingBox()];
      if (!below || !above) throw new Error('The field and its sentence have no place.');
      const gap = below.y - (above.y + above.height);
      if (below.width < 20 || Math.abs(gap) > 4)
        throw new Error(`The sentence is ${below.width} px wide, ${gap} px below its field.`);
      const after = JSON.stringify(await place());
      if (after !== before) throw new Error(`The field moved: ${before} became ${after}.`);
    }
  },
}));
