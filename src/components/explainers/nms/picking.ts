import type { Analysis } from './analysis.ts';

/** Returns the prediction whose outline lies nearest to a point, within `reach` pixels, or −1. */
export function predictionAt(now: Analysis, x: number, y: number, reach = 12): number {
  let nearest = -1;
  let least = reach;
  for (const [index, [x1, y1, x2, y2]] of now.detections.predictions.boxes.entries()) {
    if (now.fates[index] === 'hidden') continue;
    const dx = Math.max(x1 - x, 0, x - x2);
    const dy = Math.max(y1 - y, 0, y - y2);
    const inside = dx === 0 && dy === 0;
    const distance = inside ? Math.min(x - x1, x2 - x, y - y1, y2 - y) : Math.hypot(dx, dy);
    if (distance >= least) continue;
    least = distance;
    nearest = index;
  }
  return nearest;
}

/** Returns the prediction that comes after (1) or before (−1) another by score, round and round. */
export function neighbourByScore(now: Analysis, index: number, direction: 1 | -1): number {
  const { scores } = now.detections.predictions;
  const ranked = scores
    .map((_, at) => at)
    .filter((at) => now.fates[at] !== 'hidden')
    .sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
  if (ranked.length === 0) return -1;
  const place = ranked.indexOf(index);
  const next = place === -1 ? 0 : (place + direction + ranked.length) % ranked.length;
  return ranked[next] ?? -1;
}
