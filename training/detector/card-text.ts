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
  'Things less than 10 px tall: training left them out, so finding one is luck and missing one is no mistake.',
  'Fog and night lower recall; the table above says by how much.',
  'Vans count as buses and traffic lights as signs, because they were trained as one class.',
];
