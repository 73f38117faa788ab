/** The words of a classifier's card; its numbers are measured. */

export interface Variant {
  readonly residual: boolean;
  readonly batchNormalisation: boolean;
}

/** Returns what the network is, in a sentence. */
export function aboutClassifier({ residual, batchNormalisation }: Variant, depth: number): string {
  if (!residual) {
    return `The plain twin of the street classifier: the same ${depth} layers in the same order, without the residual connections.`;
  }
  if (!batchNormalisation) {
    return `The street classifier trained without batch normalisation: the same ${depth} layers, residual connections and recipe.`;
  }
  return `A residual network of ${depth} layers that tells twelve kinds of street things apart in crops of 64 × 64 pixels.`;
}

/** Returns how it differs from its twins, in a few words. */
export function variantOf({ residual, batchNormalisation }: Variant): string {
  const connections = residual ? 'residual' : 'plain';
  return `${connections}, ${batchNormalisation ? 'trained with batch normalisation' : 'without batch normalisation'}`;
}

/** Failures that a reader can provoke. */
export const limitsOfClassifier = [
  'It has only ever seen this street. It gives every picture one of its twelve names: on a photograph neither the name nor the confidence is to be believed.',
  'It expects one thing in the middle. Where two fill the crop it names one of them.',
  'What stands in front of a wall may be taken for the wall when it is small, and a bare patch of pavement for road.',
  'Fog and night cost accuracy; the table above says how much.',
];
