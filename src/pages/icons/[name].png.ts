import type { APIContext } from 'astro';
import { icons, markPng } from '../../../config/icon.ts';

export const getStaticPaths = () =>
  Object.entries(icons).map(([name, { size, margin }]) => ({
    params: { name },
    props: { size, margin },
  }));

/** The mark as PNG in the sizes that systems ask for. */
export function GET({ props }: APIContext<{ size: number; margin: number }>): Response {
  return new Response(markPng(props.size, props.margin), {
    headers: { 'content-type': 'image/png' },
  });
}
