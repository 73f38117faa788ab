import { strict as assert } from 'node:assert';
import type { BrowserTest } from './browser-test.ts';
import { eventually } from './figure-page.ts';
import { saidBy } from './nms-page.ts';
import { openNms, picture, stageSize, truths } from './own-picture-page.ts';
import { explainerSlugs } from './pages.ts';

const ORIENTED: BrowserTest = {
  name: 'own picture: a photograph stands upright as its camera was held, pasted or dropped, in a bounded size',
  timeout: 120_000,
  async run({ page, origin }) {
    const figure = await openNms(page, origin);
    // Lies on its side in the file; its orientation says: turn it by 90°.
    const lying = await picture(1600, 1200).jpeg().withMetadata({ orientation: 6 }).toBuffer();
    const hand = (type: 'paste' | 'drop', name: string, bytes: Buffer): Promise<void> =>
      figure.evaluate(
        (node, { kind, title, base64 }) => {
          const data = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
          const files = new DataTransfer();
          files.items.add(new File([data], title, { type: 'image/jpeg' }));
          const event =
            kind === 'paste'
              ? new ClipboardEvent('paste', { clipboardData: files, bubbles: true })
              : new DragEvent('drop', { dataTransfer: files, bubbles: true, cancelable: true });
          (kind === 'paste' ? document.body : (node.querySelector('svg') ?? node)).dispatchEvent(
            event,
          );
        },
        { kind: type, title: name, base64: bytes.toString('base64') },
      );
    await hand('paste', 'lying.jpg', lying);
    await figure.getByText(/lying\.jpg: this network/).waitFor();
    assert.deepEqual(await stageSize(figure), [480, 640]);
    await hand('drop', 'tiny.jpg', await picture(1, 1).jpeg().toBuffer());
    await figure.getByText(/tiny\.jpg: this network/).waitFor();
    assert.deepEqual(await stageSize(figure), [1, 1]);
  },
};

const REFUSED: BrowserTest = {
  name: 'own picture: a file that is no picture, an empty one and a huge one get a sentence; a real one is looked at',
  timeout: 120_000,
  async run({ page, origin }) {
    const figure = await openNms(page, origin);
    const before = await saidBy(figure);
    const input = figure.locator('input[type="file"]');
    const real = await picture(320, 200).png().toBuffer();
    const huge = Buffer.from(real);
    // Width and height as the header states them.
    huge.writeUInt32BE(10_000, 16);
    huge.writeUInt32BE(10_000, 20);
    const text = Buffer.from('this is a text, whatever its name says, and a long one');
    for (const [name, buffer, sentence] of [
      ['notes.png', text, /no picture/],
      ['empty.png', Buffer.alloc(0), /empty/],
      ['huge.png', huge, /100 megapixels/],
    ] as const) {
      await input.setInputFiles({ name, mimeType: 'image/png', buffer });
      await figure.getByRole('alert').filter({ hasText: sentence }).waitFor();
      assert.equal(await saidBy(figure), before, 'the last picture stays');
    }
    await input.setInputFiles({ name: 'blue.png', mimeType: 'image/png', buffer: real });
    await figure.getByText(/has never seen a photograph/).waitFor();
    assert.equal(await truths(figure), 0);
    assert.equal(await figure.locator('output[data-value="precision"]').count(), 0);
    await figure.getByRole('button', { name: 'Back to the street' }).click();
    await eventually(async () => (await truths(figure)) > 0, 'the street comes back', 30_000);
  },
};

/** The reader's own picture is an input of `nms`; a site built without its model has no such page. */
export const tests: BrowserTest[] = explainerSlugs().includes('nms') ? [ORIENTED, REFUSED] : [];
