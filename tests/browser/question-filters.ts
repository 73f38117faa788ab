import { strict as assert } from 'node:assert';
import type { BrowserTest } from './browser-test.ts';
import { eventually } from './figure-page.ts';

const FILTERS: BrowserTest = {
  name: 'questions: ticked boxes filter the list and stand in its address; clearing them shows all and keeps the place',
  async run({ page, origin }) {
    await page.goto(`${origin}/practice/questions/`);
    const form = page.locator('#question-filters');
    const items = page.locator('#question-list li');
    const shown = items.filter({ visible: true });
    const clear = form.locator('button[type="reset"]');
    const all = await items.count();
    assert.equal(await shown.count(), all);
    assert.equal(await clear.isVisible(), false, 'there is nothing to clear');

    const box = form.locator('input[name="level"]').first();
    const level = (await box.getAttribute('value')) ?? '';
    await box.focus();
    await page.keyboard.press('Space');
    const some = await shown.count();
    assert.ok(some > 0 && some < all, `${some} of ${all} are left`);
    for (const item of await shown.all())
      assert.ok((await item.getAttribute('data-level'))?.split(' ').includes(level));
    assert.equal(await page.locator('#question-count').innerText(), `${some} questions`);
    assert.equal(new URL(page.url()).search, `?level=${level}`);
    await page.reload();
    assert.equal(await shown.count(), some, 'the address shows the same');

    await clear.focus();
    await page.keyboard.press('Enter');
    await eventually(async () => (await shown.count()) === all, 'all are shown again');
    assert.equal(await clear.isVisible(), false);
    const first = form.locator('input[type="checkbox"]').first();
    assert.ok(await first.evaluate((each) => each === document.activeElement), 'the focus stays');
    await page.goBack();
    await eventually(async () => (await shown.count()) === some, 'Back filters again');
    assert.ok(await box.isChecked());
  },
};

export const tests: BrowserTest[] = [FILTERS];
