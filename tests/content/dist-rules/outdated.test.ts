import { describe, expect, it } from 'vitest';
import { outdated } from '../../../scripts/dist-rules/outdated.ts';
import { faultsOf, page } from './made-site.ts';

describe('outdated', () => {
  it.each([
    'addEventListener("unload", f)',
    'window.onbeforeunload = f',
    'document.write("a")',
    'document.domain = "a"',
    'a.addEventListener("DOMNodeInserted", f)',
    'navigator.geolocation.getCurrentPosition(f)',
    'Notification.requestPermission()',
    'f();\n//# sourceMappingURL=a.js.map',
  ])('finds %s', async (code) => {
    expect(await faultsOf(outdated, { 'a.js': code })).toHaveLength(1);
  });

  it('finds elements that HTML no longer has', async () => {
    const contents = { 'index.html': page('<center><font color="red">A</font></center>') };
    expect(await faultsOf(outdated, contents)).toHaveLength(2);
  });

  it('accepts what is current, and a source map that is there', async () => {
    const contents = {
      'a.js': 'addEventListener("pagehide", f);\n//# sourceMappingURL=a.js.map',
      'a.js.map': '{}',
    };
    expect(await faultsOf(outdated, contents)).toEqual([]);
  });
});
