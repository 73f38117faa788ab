import { strict as assert } from 'node:assert';
import type { BrowserTest } from './browser-test.ts';
import { openNms, picture, stageSize } from './own-picture-page.ts';
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

/** The reader's own picture is an input of `nms`; a site built without its model has no such page. */
export const tests: BrowserTest[] = explainerSlugs().includes('nms') ? [ORIENTED] : [];
