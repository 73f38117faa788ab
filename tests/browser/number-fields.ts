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
    for (const [typed, end, said] of [
      ['99999', 'max', 'The most is'],
      ['-5', 'min', 'The least is'],
    ] as const) {
      await field.fill(typed);
      await field.press('Tab');
      const nearest = await field.getAttribute(end);
      await eventually(
        async () => (await field.inputValue()) === nearest,
        `${typed} becomes ${nearest ?? '?'}`,
      );
      await figure
        .getByRole('status')
        .filter({ hasText: `${said} ${nearest ?? '?'}.` })
        .waitFor({
          state: 'attached',
        });
    }
  },
}));
