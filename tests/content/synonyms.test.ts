import { describe, expect, it } from 'vitest';
import { withSynonyms } from '../../config/synonyms.ts';

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
    expect(withSynonyms('<p>NMS keeps the best.</p>', terms)).toBe(
      '<p>NMS (non-maximum suppression) keeps the best.</p>',
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
    const html = '<a title="NMS" href="/NMS/">x<script>NMS</script>';
    expect(withSynonyms(html, terms)).toBe(html);
  });

  it('does not take a word for an abbreviation', () => {
    expect(withSynonyms('<p>We clip boxes; NMSX is another thing.</p>', terms)).not.toContain('(');
  });

  it('completes a longer name and the shorter one inside it together', () => {
    expect(withSynonyms('<p>Generalised intersection over union</p>', terms)).toBe(
      '<p>Generalised intersection over union (IoU, GIoU)</p>',
    );
    expect(withSynonyms('<p>Soft-NMS</p>', terms)).toBe(
      '<p>Soft-NMS (soft non-maximum suppression)</p>',
    );
  });

  it('names a form once, and leaves terms without an abbreviation alone', () => {
    const found = withSynonyms('<p>NMS NMS, anchor boxes</p>', terms);
    expect(found).toBe('<p>NMS (non-maximum suppression) NMS, anchor boxes</p>');
  });

  it('keeps the words of neighbouring elements apart, but not those of code', () => {
    const html = '<b>Staff</b><span>Why?</span><pre><i>a</i><i>.b</i></pre>';
    expect(withSynonyms(html, terms)).toBe(
      '<b>Staff</b> <span>Why?</span><pre><i>a</i><i>.b</i></pre>',
    );
  });
});
