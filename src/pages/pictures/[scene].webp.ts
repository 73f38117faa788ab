import type { APIContext } from 'astro';
import sharp from 'sharp';
import { streetStill, type StreetScene } from '../../components/figures/street-still.ts';

/** The scenes that pages show as still pictures. */
const SCENES_SHOWN = ['crossing', 'twins'] as const satisfies readonly StreetScene[];

/** One still per scene, at twice the size in which figures count. */
export function getStaticPaths() {
  return SCENES_SHOWN.map((scene) => ({ params: { scene }, props: { scene } }));
}

export async function GET({ props }: APIContext<{ scene: StreetScene }>): Promise<Response> {
  const { width, height, rgba } = streetStill(props.scene, 2);
  const picture = await sharp(rgba, { raw: { width, height, channels: 4 } })
    .removeAlpha()
    .webp({ quality: 80, effort: 5 })
    .toBuffer();
  return new Response(new Uint8Array(picture), { headers: { 'content-type': 'image/webp' } });
}
