import { Material } from '../mesh.ts';
import type { ModelKit } from '../models/kit.ts';
import { PALETTE } from '../palette.ts';
import type { RandomStream } from '../random.ts';
import type { StreetPlan } from './plan.ts';

/** Adds rows of hills beyond the end of the street, and clouds above it. */
export function addBackdrop(kit: ModelKit, plan: StreetPlan, stream: RandomStream): void {
  const { mesh } = kit;
  const hill = { material: Material.Far };
  const cloud = { material: Material.Cloud };
  mesh.beginInstance('terrain');
  // Far hills are paler and taller; near ones run out in woods.
  for (const [row, count, distance, low, high] of [
    [0, 9, 150, 34, 52],
    [1, 12, 90, 20, 34],
  ] as const) {
    for (let k = 0; k < count; k++) {
      const own = stream.fork(row * 40 + k);
      const x = ((k + 0.5) / count - 0.5) * 400 + own.between(-10, 10);
      const z = plan.end + distance + own.between(0, 40);
      const wide = own.between(42, 70);
      const tint = own.pick(PALETTE.hills);
      mesh.icosphere(x, -10, z, wide, own.between(low, high), 30, 2, tint, hill, own, 0.03, 0.03);
    }
  }
  mesh.beginInstance('sky');
  for (let k = 0; k < 9; k++) {
    const own = stream.fork(100 + k);
    const [x, y, z] = [own.between(-70, 70), own.between(24, 40), own.between(90, 190)];
    const puffs = own.integer(3, 5);
    for (let q = 0; q < puffs; q++) {
      const middle = q - (puffs - 1) / 2;
      const lift = (q % 2) * 1.4 + own.between(-0.6, 0.6);
      const fade = 1 - Math.abs(middle) * 0.16;
      mesh.icosphere(
        x + middle * 4.2,
        y + lift,
        z + own.between(-2, 2),
        own.between(3.6, 5.2) * fade,
        own.between(1.9, 2.8) * fade,
        3,
        1,
        PALETTE.cloud,
        cloud,
        own,
        0.05,
      );
    }
  }
}
