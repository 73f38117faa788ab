import { fileOf, type Rule } from './built-site.ts';

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

/** Every picture has words, a size and a file that is a picture. */
export const images: Rule = {
  name: 'no picture is broken',
  check(site) {
    const faults: string[] = [];
    for (const page of site.pages) {
      for (const image of page.root.querySelectorAll('img')) {
        const src = image.getAttribute('src') ?? '';
        const what = `${page.file}: <img src="${src.slice(0, 60)}">`;
        if (image.getAttribute('alt') === undefined) faults.push(`${what} has no alt`);
        if (!image.getAttribute('width') || !image.getAttribute('height')) {
          faults.push(`${what} has no width and height`);
        }
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
