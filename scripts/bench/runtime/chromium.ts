import { chromium, type Page } from 'playwright-core';
import type { Backend } from '../../../src/runtime/engine.ts';
import type { Harness } from '../../../tests/browser/runtime-harness/main.ts';
import { CHROMIUM_FLAGS, chromiumPath } from '../../chromium.ts';
import { median } from '../stopwatch.ts';

declare global {
  interface Window {
    harness: Harness;
  }
}

/** Lends a page with the runtime, in a browser of its own that is closed afterwards. */
async function inBrowser<Result>(
  origin: string,
  use: (page: Page) => Promise<Result>,
): Promise<Result> {
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: [...CHROMIUM_FLAGS, '--enable-unsafe-webgpu'],
  });
  try {
    const page = await browser.newPage();
    await page.goto(`${origin}/`);
    await page.waitForFunction(() => 'harness' in window);
    return await use(page);
  } finally {
    await browser.close();
  }
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** What a backend is asked for again and again. */
export type Question =
  | { readonly job: 'detect' | 'classify'; readonly size: Size }
  | {
      readonly job: 'inputGradients';
      readonly size: Size;
      readonly unit: { readonly layer: string };
    };

/** How a backend did, in milliseconds. */
export interface Timing {
  readonly backend: Backend;
  /** From asking to the first answer: what is loaded, compiled and run. */
  readonly first: number;
  /** Of each later one, in the worker. */
  readonly each: number;
}

/** How often backends are asked: at least `fewest` times each, and until `atLeast` milliseconds are over. */
const TURNS = { fewest: 5, atLeast: 5000 } as const;

/** Milliseconds from asking to the first prediction where nothing was fetched or compiled before. */
export function coldDetection(origin: string, backend: Backend, size: Size): Promise<number> {
  return inBrowser(origin, async (page) => {
    const [timing] = await ask(page, { job: 'detect', size }, [backend], {
      fewest: 0,
      atLeast: 0,
    });
    return timing?.first ?? NaN;
  });
}

/**
 * Asks the questions of all backends, one page for all: they take turns, so that whatever slows the machine
 * slows them alike. A backend that cannot be started here is left out.
 */
export function sideBySide(
  origin: string,
  questions: readonly Question[],
  backends: readonly Backend[],
): Promise<{ graphics: string; timings: Timing[][] }> {
  return inBrowser(origin, async (page) => {
    const timings: Timing[][] = [];
    for (const question of questions) timings.push(await ask(page, question, backends, TURNS));
    return { graphics: await graphicsOf(page), timings };
  });
}

async function ask(
  page: Page,
  question: Question,
  backends: readonly Backend[],
  turns: { readonly fewest: number; readonly atLeast: number },
): Promise<Timing[]> {
  const measured = await page.evaluate(
    async ([asked, choices, { fewest, atLeast }]) => {
      const { engine, RuntimeError } = window.harness;
      const { width, height } = asked.size;
      const length = width * height * 4;
      const data = Uint8ClampedArray.from({ length }, (_, i) => (i * 37) % 251);
      const picture = { width, height, data };
      const run = (backend: Backend): Promise<{ ms: number }> => {
        if (asked.job === 'inputGradients') {
          const { size, unit } = asked;
          return engine.inputGradients([picture], { backend, size, unit });
        }
        return engine[asked.job](picture, { backend });
      };
      const contenders: { backend: Backend; first: number; later: number[] }[] = [];
      for (const backend of choices) {
        const start = performance.now();
        try {
          await run(backend);
          contenders.push({ backend, first: performance.now() - start, later: [] });
        } catch (error) {
          if (!(error instanceof RuntimeError)) throw error;
        }
      }
      const start = performance.now();
      for (let turn = 0; turn < fewest || performance.now() - start < atLeast; turn += 1) {
        for (const { backend, later } of contenders) later.push((await run(backend)).ms);
      }
      return contenders;
    },
    [question, backends, turns] as const,
  );
  return measured.map(({ backend, first, later }) => ({ backend, first, each: median(later) }));
}

/** What draws for WebGL and WebGPU: the name of the graphics processor, or that there is none. */
async function graphicsOf(page: Page): Promise<string> {
  const renderer = await page.evaluate(() => {
    const context = document.createElement('canvas').getContext('webgl2');
    const names = context?.getExtension('WEBGL_debug_renderer_info');
    return context && names ? String(context.getParameter(names.UNMASKED_RENDERER_WEBGL)) : '';
  });
  return /^$|swiftshader|llvmpipe/i.test(renderer) ? 'no graphics processor' : renderer;
}
