import type { Locator, Page } from 'playwright-core';
import sharp, { type Sharp } from 'sharp';
import { openFigure, unlock, untilStatus } from './figure-page.ts';

/** Opens `nms`, where the reader's own picture is looked at, with its controls unlocked. */
export async function openNms(page: Page, origin: string): Promise<Locator> {
  const figure = await openFigure(page, origin, 'nms', '?backend=wasm');
  await unlock(figure);
  await untilStatus(figure, 'live');
  return figure;
}

/** Returns how many truths are drawn: none on a picture of the reader's. */
export const truths = (figure: Locator): Promise<number> =>
  figure.locator('[data-role="truth"]').count();

/** Returns the size of the picture on the stage, from the drawing around it. */
export async function stageSize(figure: Locator): Promise<[number, number]> {
  const canvas = figure.locator('.map canvas').first();
  return canvas.evaluate((node) =>
    node instanceof HTMLCanvasElement ? [node.width, node.height] : [0, 0],
  );
}

/** A picture of one colour. */
export function picture(width: number, height: number): Sharp {
  return sharp({ create: { width, height, channels: 3, background: '#7799bb' } });
}
