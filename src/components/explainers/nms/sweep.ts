import type { Detections } from './detections.ts';
import { judge } from './judge.ts';
import { keep, type Settings } from './suppression.ts';

/** What one IoU threshold leads to. */
export interface SweepPoint {
  readonly iou: number;
  readonly kept: number;
  readonly missed: number;
  readonly duplicates: number;
}

/** Returns the whole range of the IoU threshold, 0 to 1 in steps of 0.01, everything else as set. */
export function sweep(detections: Detections, settings: Settings): SweepPoint[] {
  const { predictions, truth, uncounted } = detections;
  return Array.from({ length: 101 }, (_, hundredth) => {
    const kept = keep(predictions, { ...settings, iou: hundredth / 100 });
    const judgement = truth && judge(predictions, kept, truth, uncounted);
    return {
      iou: hundredth / 100,
      kept: kept.indices.length,
      missed: judgement?.missed.length ?? 0,
      duplicates: judgement?.duplicates.length ?? 0,
    };
  });
}

/** Returns a sweep as one compact line of text: runs of thresholds with `length kept missed duplicates`. */
export function packSweep(points: readonly SweepPoint[]): string {
  const runs: { length: number; readonly counts: string }[] = [];
  for (const { kept, missed, duplicates } of points) {
    const counts = `${kept} ${missed} ${duplicates}`;
    const last = runs.at(-1);
    if (last?.counts === counts) last.length += 1;
    else runs.push({ length: 1, counts });
  }
  return runs.map(({ length, counts }) => `${length} ${counts}`).join(';');
}

/** The reverse of `packSweep`. */
export function unpackSweep(text: string): SweepPoint[] {
  const counted = text.split(';').flatMap((run) => {
    const [length = 0, kept = 0, missed = 0, duplicates = 0] = run.split(' ').map(Number);
    return Array.from({ length }, () => ({ kept, missed, duplicates }));
  });
  return counted.map((counts, hundredth) => ({ iou: hundredth / 100, ...counts }));
}

/** What a sweep shows. */
export interface SweepFinding {
  /** Fewest truths missed at any threshold, and the lowest threshold that reaches it. */
  readonly fewestMissed: number;
  readonly firstThreshold: number;
  /** Duplicates kept there. */
  readonly duplicatesThere: number;
  /** A threshold with the fewest misses and no duplicate, if there is one. */
  readonly perfect: number | undefined;
}

/** Returns what a sweep shows. */
export function readSweep(points: readonly SweepPoint[]): SweepFinding {
  const fewestMissed = Math.min(...points.map(({ missed }) => missed));
  const reaching = points.filter(({ missed }) => missed === fewestMissed);
  return {
    fewestMissed,
    firstThreshold: reaching[0]?.iou ?? 0,
    duplicatesThere: reaching[0]?.duplicates ?? 0,
    perfect: reaching.find(({ duplicates }) => duplicates === 0)?.iou,
  };
}
