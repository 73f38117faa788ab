import { describe, expect, it } from 'vitest';
import { excerptPieces, withEllipsis } from '../../../src/components/site/search/hit.ts';

const textOf = (excerpt: string) =>
  withEllipsis(excerptPieces(excerpt))
    .map(({ text }) => text)
    .join('');

describe('an excerpt in the list of results', () => {
  it('ends with an ellipsis where a sentence was cut, so that what follows is not read as its end', () => {
    expect(textOf('two annotators whose <mark>boxes</mark>')).toBe('two annotators whose boxes…');
    expect(textOf('at <mark>IoU</mark> 0.75,')).toBe('at IoU 0.75,…');
  });

  it('stays as it is where it ends with a sentence, or is empty', () => {
    expect(textOf('Raise the <mark>IoU</mark>.')).toBe('Raise the IoU.');
    expect(textOf('Is it “<mark>IoU</mark>?”')).toBe('Is it “IoU?”');
    expect(textOf('')).toBe('');
  });
});
