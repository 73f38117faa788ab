/** The words of a detector's card; its numbers are measured. */

/** Returns what the network is, in a sentence. */
export function aboutDetector(topDown: boolean): string {
  return topDown
    ? 'An anchor-based detector with four levels and a top-down pathway, for five kinds of things on a street.'
    : 'The street detector without its top-down pathway: each level sees only what its own depth has computed.';
}

/** Failures that a reader can provoke. */
export const limitsOfDetector = [
  'It has only ever seen this street. On a photograph it finds little, and what it says is not to be believed.',
  'People who overlap by more than the NMS threshold: one of them is deleted, as with any such detector.',
  'Things smaller than about 8 px: an anchor of the finest level is as large as they are.',
  'Fog and night lower recall; the table above says by how much.',
  'Vans count as buses and traffic lights as signs, because they were trained as one class.',
];
