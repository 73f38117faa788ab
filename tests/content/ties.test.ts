import { expect, it } from 'vitest';
import { withTies } from '../../config/ties.ts';

/** Returns tied text with no-break spaces to be seen. */
const tied = (html: string): string => withTies(html).replaceAll('\u00a0', '~');

it.each([
  ['4 × 3 = 12 px²', '4~×~3 = 12 px²'],
  ['a 640\n× 640 picture', 'a 640~×~640 picture'],
  ['1 × 1 × 64, 3 × 3.', '1~×~1~×~64, 3~×~3.'],
  // A long product may end a line, behind a sign.
  ['89,250 × 9 × 256²', '89,250~× 9~×~256²'],
  ['9 × 89,250', '9~× 89,250'],
  ['<b>w</b> × h', '<b>w</b>~× h'],
])('no line of “%s” begins with ×', (html, expected) => expect(tied(html)).toBe(expected));

it.each(['R-CNN', 'U-Net', 'k-means', '1-D'])('%s is not broken at its hyphen', (word) => {
  expect(tied(`<h1>Faster ${word}, soon</h1>`)).toBe(
    `<h1>Faster <span class="tied">${word}</span>, soon</h1>`,
  );
});

it.each(['end-to-end', 'multi-class', 'bird’s-eye', 'one-x-one', 'a–b', 'non-maximum'])(
  '%s may end a line',
  (word) => expect(tied(word)).toBe(word),
);

it.each([
  '<head><title>Faster R-CNN</title></head>',
  '<script>"4 × 3"</script>',
  '<svg><text>3 × 3, R-CNN</text></svg>',
  '<pre>R-CNN</pre><code>a × b</code>',
  '<select><option>R-CNN</option></select>',
  '<astro-island><p>R-CNN at 3 × 3</p></astro-island>',
  '<a title="a > R-CNN at 3 × 3" href="/r-cnn/">x</a>',
  '<!-- R-CNN -->',
])('%s stays as it is', (html) => expect(withTies(html)).toBe(html));
