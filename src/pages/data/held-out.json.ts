import { heldOutFrames } from '../../components/explainers/average-precision/built-set.ts';
import { packFrames } from '../../components/explainers/average-precision/held-out.ts';

/** The held-out frames with what the detector says about them: what `average-precision` counts. */
export function GET(): Response {
  const text = packFrames(heldOutFrames());
  return new Response(text, { headers: { 'content-type': 'application/json' } });
}
