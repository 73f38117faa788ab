import type { HTMLElement } from 'node-html-parser';
import sharp from 'sharp';
import { fileOf, type BuiltSite, type Page, type Rule } from './built-site.ts';

/** First bytes of the picture formats that the site uses. */
const signatures: readonly (readonly [
  extension: RegExp,
  looksRight: (bytes: Buffer) => boolean,
])[] = [
  [/\.png$/, (bytes) => bytes.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex'))],
  [/\.jpe?g$/, (bytes) => bytes.subarray(0, 3).equals(Buffer.from('ffd8ff', 'hex'))],
  [/\.webp$/, (bytes) => bytes.subarray(8, 12).toString('latin1') === 'WEBP'],
  [/\.avif$/, (bytes) => bytes.subarray(4, 8).toString('latin1') === 'ftyp'],
  [/\.svg$/, (bytes) => /<svg[\s>][\s\S]*<\/svg>\s*$/.test(bytes.toString('utf8'))],
];

/** How far, relatively, the sides of a picture may be from those of its file. */
const STRETCH = 0.01;

/** Sides of the pictures looked at so far; `undefined` where the file is no picture. */
const sides = new WeakMap<Buffer, Promise<{ width: number; height: number } | undefined>>();

function sidesOf(bytes: Buffer): Promise<{ width: number; height: number } | undefined> {
  const known = sides.get(bytes);
  if (known) return known;
  const read = sharp(bytes)
    .metadata()
    .catch(() => undefined);
  sides.set(bytes, read);
  return read;
}

/** What is wrong with the size that a page gives to `<img src>` or, in a drawing, `<image href>`. */
async function sizeFaults(site: BuiltSite, page: Page, image: HTMLElement): Promise<string[]> {
  const address = image.getAttribute('src') ?? image.getAttribute('href') ?? '';
  const what = `${page.file}: <${image.rawTagName} “${address.slice(0, 60)}”>`;
  const width = Number(image.getAttribute('width'));
  const height = Number(image.getAttribute('height'));
  if (!(width > 0 && height > 0)) return [`${what} has no width and height`];
  const file = fileOf(site, page.path, address);
  const bytes = file ? site.files.get(file) : undefined;
  const natural = bytes && !file?.endsWith('.svg') ? await sidesOf(bytes) : undefined;
  if (!natural) return [];
  const stretch = (width / height) * (natural.height / natural.width);
  return Math.abs(stretch - 1) > STRETCH
    ? [`${what} is stretched: ${width} × ${height} for ${natural.width} × ${natural.height}`]
    : [];
}

/** Every picture has words, a size in the proportions of its file, and a file that is a picture. */
export const images: Rule = {
  name: 'no picture is broken',
  async check(site) {
    const faults: string[] = [];
    for (const page of site.pages) {
      for (const image of page.root.querySelectorAll('img, image[href]')) {
        faults.push(...(await sizeFaults(site, page, image)));
      }
      for (const image of page.root.querySelectorAll('img')) {
        const src = image.getAttribute('src') ?? '';
        const what = `${page.file}: <img src="${src.slice(0, 60)}">`;
        if (image.getAttribute('alt') === undefined) faults.push(`${what} has no alt`);
        if (!src) faults.push(`${what} has no source`);
        const file = fileOf(site, page.path, src);
        const bytes = file ? site.files.get(file) : undefined;
        const signature = signatures.find(([extension]) => extension.test(file ?? ''));
        if (bytes && !signature) faults.push(`${what} is no picture format of this site`);
        else if (bytes && !signature?.[1](bytes)) faults.push(`${what} is not what its name says`);
      }
    }
    return faults;
  },
};
