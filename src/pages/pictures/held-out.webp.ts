import sharp from 'sharp';
import { heldOutFrames } from '../../components/explainers/average-precision/built-set.ts';
import { PICTURE_SIZE } from '../../components/explainers/average-precision/held-out.ts';
import { FIRST_FRAME } from '../../components/explainers/average-precision/state.ts';
import { bakeWorld, buildWorld, renderFrame } from '../../world/index.ts';

/** The frame that `average-precision` shows first, at twice the size in which it counts. */
export async function GET(): Promise<Response> {
  const frame = heldOutFrames()[FIRST_FRAME - 1];
  if (!frame) throw new Error(`There is no held-out frame ${FIRST_FRAME}.`);
  const { spec, camera, noise, noiseSeed } = frame.view;
  const { rgba, width, height } = renderFrame(bakeWorld(buildWorld(spec)), camera, {
    width: PICTURE_SIZE.width * 2,
    height: PICTURE_SIZE.height * 2,
    noise,
    noiseSeed,
    samples: 2,
  });
  const picture = await sharp(rgba, { raw: { width, height, channels: 4 } })
    .removeAlpha()
    .webp({ quality: 80, effort: 5 })
    .toBuffer();
  return new Response(new Uint8Array(picture), { headers: { 'content-type': 'image/webp' } });
}
