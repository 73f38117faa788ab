import { describe, expect, it } from 'vitest';
import { withSynonyms } from '../../config/synonyms.ts';

const terms = [
  { term: 'Non-maximum suppression', abbreviations: ['NMS'], aliases: [] },
  { term: 'Contrastive language–image pretraining', abbreviations: ['CLIP'], aliases: [] },
];

describe('what the index reads', () => {
  it('has the long form beside the short one, and the other way round', () => {
    expect(withSynonyms('<p>NMS keeps the best.</p>', terms)).toBe(
      '<p>NMS (Non-maximum suppression) keeps the best.</p>',
    );
    expect(withSynonyms('<p>By non-maximum suppression.</p>', terms)).toBe(
      '<p>By non-maximum suppression (NMS).</p>',
    );
  });

  it('is left alone where both forms stand already', () => {
    const both = '<p>Non-maximum suppression (NMS)</p>';
    expect(withSynonyms(both, terms)).toBe(both);
  });

  it('is never changed inside tags and scripts', () => {
    const html = '<a title="NMS" href="/NMS/"><script>NMS</script>';
    expect(withSynonyms(html, terms)).toBe(html);
  });

  it('does not take a word for an abbreviation', () => {
    expect(withSynonyms('<p>We clip boxes; NMSX is another thing.</p>', terms)).not.toContain('(');
  });

  it('finds an abbreviation inside a longer name', () => {
    expect(withSynonyms('<p>Soft-NMS</p>', terms)).toContain('Non-maximum suppression');
  });

  it('names a form at most three times', () => {
    const found = withSynonyms('<p>NMS NMS NMS NMS NMS</p>', terms);
    expect(found.match(/suppression/g)).toHaveLength(3);
  });
});
