import { hashCell } from './math.ts';
import type { SkyQuery } from './sky.ts';

/** Adds stars, round points above the horizon, to the colour in the query. */
export function addStars(query: SkyQuery): void {
  if (query.y <= 0.05) return;
  const u = (query.x / (query.y + 0.5)) * 60;
  const v = (query.z / (query.y + 0.5)) * 60;
  const i = Math.floor(u);
  const j = Math.floor(v);
  const hash = hashCell(i, j);
  if (hash % 61 !== 0) return;
  const du = u - i - 0.5;
  const dv = v - j - 0.5;
  const inside = 1 - (du * du + dv * dv) * 22;
  if (inside <= 0) return;
  const strength = inside * (0.25 + ((hash >>> 12) & 255) / 255);
  query.red += strength * 0.8;
  query.green += strength * 0.8;
  query.blue += strength * 0.7;
}
