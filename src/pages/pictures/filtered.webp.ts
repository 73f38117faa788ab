import sharp from 'sharp';
import { BUILT_FILTER, filterPixels } from '../../components/explainers/convolution/filters.ts';
import { streetStill } from '../../components/figures/street-still.ts';

/** The crossing as the explainer `convolution` filters it at first: the picture without JavaScript. */
export async function GET(): Promise<Response> {
  const { width, height, rgba } = streetStill('crossing');
  const data = filterPixels({ width, height, data: rgba }, BUILT_FILTER);
  const picture = await sharp(data, { raw: { width, height, channels: 4 } })
    .removeAlpha()
    .webp({ quality: 80, effort: 5 })
    .toBuffer();
  return new Response(new Uint8Array(picture), { headers: { 'content-type': 'image/webp' } });
}
