/**
 * Lighthouse's performance score on the built site, for a middling phone on a slow network as Lighthouse
 * simulates them, beside the score that we aim at. Needs a build.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Result } from 'lighthouse';
import { base, outDir } from '../../config/site.ts';
import { openAuditor, scoreOf, type Auditor } from '../lighthouse.ts';
import { serve } from '../serve.ts';
import { score, type Row } from './row.ts';

/** Pages that stand for the site: one of each make that is read most. */
const PAGES = ['/', '/learn/detection/boxes-iou-anchors/', '/explain/nms/', '/practice/questions/'];
const AIM = 98;
/** Loads of each page, of which the median counts. */
const RUNS = 3;

const METRICS = [
  ['first-contentful-paint', 'first paint'],
  ['largest-contentful-paint', 'largest paint'],
  ['total-blocking-time', 'blocked'],
  ['cumulative-layout-shift', 'shift'],
  ['speed-index', 'speed index'],
] as const;

/** What the score is made of, in words. */
const metricsOf = ({ audits }: Result): string =>
  METRICS.map(([id, name]) => `${name} ${audits[id]?.displayValue ?? '?'}`).join(', ');

/** Returns the load with the middle score. */
async function medianLoad(auditor: Auditor, address: string): Promise<Result | undefined> {
  const loads: Result[] = [];
  while (loads.length < RUNS) loads.push(await auditor.audit(address, ['performance']));
  return loads.toSorted((a, b) => scoreOf(a, 'performance') - scoreOf(b, 'performance'))[
    Math.floor(RUNS / 2)
  ];
}

export async function bench(): Promise<Row[]> {
  const pages = PAGES.filter((path) => existsSync(join(outDir, path, 'index.html')));
  if (!pages.length) return [];
  const server = await serve({ folder: outDir, base });
  const auditor = await openAuditor();
  const rows: Row[] = [];
  try {
    for (const path of pages) {
      const load = await medianLoad(auditor, server.origin + path);
      if (!load) continue;
      const name = `${path}, performance on a phone`;
      rows.push(score(name, scoreOf(load, 'performance'), AIM, metricsOf(load)));
    }
  } finally {
    await auditor.close();
    await server.close();
  }
  return rows;
}
