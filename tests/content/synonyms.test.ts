import { describe, expect, it } from 'vitest';
import { withSynonyms } from '../../config/synonyms.ts';

/** The text as the index reads it. */
const read = (...pieces: string[]): string => withSynonyms(pieces, terms).join('');

const terms = [
  { term: 'Intersection over union', abbreviations: ['IoU'] },
  { term: 'Generalised intersection over union', abbreviations: ['GIoU'] },
  { term: 'Non-maximum suppression', abbreviations: ['NMS'] },
  { term: 'Soft non-maximum suppression', abbreviations: ['Soft-NMS'] },
  { term: 'Contrastive language–image pretraining', abbreviations: ['CLIP'] },
  { term: 'Anchor box', abbreviations: [] },
];

describe('what the index reads', () => {
  it('has the long form beside the short one, and the other way round', () => {
    expect(read('NMS keeps the best.')).toBe('NMS (non-maximum suppression) keeps the best.');
    expect(read('By non-maximum suppression.')).toBe('By non-maximum suppression (NMS).');
  });

  it('is left alone where both forms stand already', () => {
    const both = 'Non-maximum suppression (NMS)';
    expect(read(both)).toBe(both);
  });

  it('looks at the whole text before it completes a piece of it', () => {
    expect(read('NMS is ', 'non-maximum suppression.')).toBe('NMS is non-maximum suppression.');
    expect(read('It is ', 'NMS.')).toBe('It is NMS (non-maximum suppression).');
  });

  it('does not take a word for an abbreviation', () => {
    expect(read('We clip boxes; NMSX is another thing.')).not.toContain('(');
  });

  it('completes a longer name and the shorter one inside it together', () => {
    expect(read('Generalised intersection over union')).toBe(
      'Generalised intersection over union (IoU, GIoU)',
    );
    expect(read('Soft-NMS')).toBe('Soft-NMS (soft non-maximum suppression, NMS)');
  });

  it('names a form once, and leaves terms without an abbreviation alone', () => {
    const found = read('NMS NMS, anchor boxes');
    expect(found).toBe('NMS (non-maximum suppression) NMS, anchor boxes');
  });
});
