import { heldOutFrames } from '../../components/explainers/average-precision/built-set.ts';
import { packFrames } from '../../components/explainers/average-precision/held-out.ts';

/** The held-out frames with what the detector says about them: what `average-precision` counts. */
export async function GET(): Promise<Response> {
  const text = packFrames(await heldOutFrames());
  return new Response(text, { headers: { 'content-type': 'application/json' } });
}
