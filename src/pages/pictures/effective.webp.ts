import sharp from 'sharp';
import { builtGradient } from '../../components/explainers/receptive-field/effective/built.ts';
import { FRAME_SIZE } from '../../components/explainers/receptive-field/effective/frame-size.ts';
import { heatPixels } from '../../components/explainers/receptive-field/effective/heat.ts';

/** The gradient that the explainer `receptive-field` shows at first: the map without JavaScript. */
export async function GET(): Promise<Response> {
  const pixels = heatPixels(builtGradient().values);
  const picture = await sharp(pixels, { raw: { ...FRAME_SIZE, channels: 4 } })
    .removeAlpha()
    .webp({ lossless: true, effort: 5 })
    .toBuffer();
  return new Response(new Uint8Array(picture), { headers: { 'content-type': 'image/webp' } });
}
