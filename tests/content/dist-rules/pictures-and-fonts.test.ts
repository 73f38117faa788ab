import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { fonts } from '../../../scripts/dist-rules/fonts.ts';
import { images } from '../../../scripts/dist-rules/images.ts';
import { faultsOf, page } from './made-site.ts';

describe('images', () => {
  it('finds a picture without words, without size and of another format than its name', async () => {
    const contents = { 'index.html': page('<img src="/a.png">'), 'a.png': 'no picture' };
    expect(await faultsOf(images, contents)).toHaveLength(3);
  });

  it('accepts a drawing', async () => {
    const contents = {
      'index.html': page('<img src="/a.svg" alt="A box" width="1" height="1">'),
      'a.svg': '<svg xmlns="http://www.w3.org/2000/svg"></svg>',
    };
    expect(await faultsOf(images, contents)).toEqual([]);
  });

  it('finds a picture that is stretched, on a page and in a drawing', async () => {
    const picture = sharp({ create: { width: 16, height: 10, channels: 3, background: '#fff' } });
    const sized = (height: number) =>
      page(
        `<img src="/a.png" alt="A" width="160" height="${height}"><svg><image href="/a.png" width="8" height="${height / 20}"></image></svg>`,
      );
    const file = await picture.png().toBuffer();
    const check = (height: number) =>
      faultsOf(images, { 'index.html': sized(height), 'a.png': file });
    expect(await check(100)).toEqual([]);
    expect(await check(120)).toHaveLength(2);
  });
});

describe('fonts', () => {
  it('finds a typeface that hides the text until it has arrived', async () => {
    const face = (display: string) => `@font-face{font-family:A;src:url(a.woff2)${display}}`;
    expect(await faultsOf(fonts, { 'a.css': face(';font-display:swap') })).toEqual([]);
    expect(await faultsOf(fonts, { 'a.css': face('') + face(';font-display:block') })).toHaveLength(
      2,
    );
  });
});
