import { bakeWorld, type BakedWorld } from '../../../src/world/bake.ts';
import type { Camera } from '../../../src/world/camera.ts';
import * as Material from '../../../src/world/material.ts';
import { MeshBuilder } from '../../../src/world/mesh-builder.ts';
import { RandomStream } from '../../../src/world/random.ts';
import { addBox } from '../../../src/world/shapes/box.ts';
import { addFloor } from '../../../src/world/shapes/flat.ts';
import { addIcosphere } from '../../../src/world/shapes/icosphere.ts';
import { addLimb } from '../../../src/world/shapes/round.ts';
import type { Light, Weather } from '../../../src/world/spec.ts';

/**
 * A small street of its own: ground with decals, two houses, trees, and a crowd of boxes that hide one another
 * and reach behind the camera.
 */
export function bakeTestStreet(
  seed = 1,
  light: Light = 'day',
  weather: Weather = 'clear',
): BakedWorld {
  const mesh = new MeshBuilder();
  const stream = new RandomStream(seed);
  mesh.beginInstance('road');
  for (let z = -10; z < 60; z += 10) {
    addFloor(mesh, -20, z, 20, z + 10, 0, 0x727988, { material: Material.Ground });
    addFloor(mesh, -1, z, 1, z + 4, 0, 0xf6f0e2, { material: Material.Ground, layer: 4 });
  }
  for (const side of [-1, 1]) {
    mesh.beginInstance('building', { heading: 0 });
    addBox(mesh, side * 9, 0, 0, side * 15, 9, 40, 0xe58f78, { material: Material.Brick });
    mesh.beginInstance('tree');
    addLimb(mesh, [side * 6, 0, 20], [side * 6, 2.5, 20], 0.17, 0.1, 6, 0x7b5b49);
    addIcosphere(
      mesh,
      side * 6,
      3.4,
      20,
      1.3,
      1.2,
      1.3,
      2,
      0x7fae62,
      { material: Material.Leaf },
      stream,
      0.07,
    );
  }
  for (let k = 0; k < 30; k++) {
    const own = stream.fork(k);
    const heading = own.between(0, 6);
    const className = own.pick(['car', 'person', 'bus', 'sign', 'bicycle'] as const);
    const velocity = [own.between(-3, 3), 0, own.between(-3, 3)] as const;
    mesh.beginInstance(className, { heading, velocity, turnRate: own.between(-0.5, 0.5) });
    mesh.pushTransform(own.between(-6, 6), 0, own.between(1, 40), heading);
    const half = own.between(0.15, 0.9);
    const tall = own.between(0.8, 2.2);
    addBox(
      mesh,
      -half,
      0,
      -half * 2,
      half,
      tall,
      half * 2,
      own.pick([0xe2543a, 0x2f83ab, 0xf7f2e7]),
    );
    addIcosphere(mesh, 0, tall, 0, half, half, half, 1, 0xf3cba8);
    mesh.popTransform();
  }
  mesh.beginInstance('lamp');
  addLimb(mesh, [4, 0, 8], [4, 5, 8], 0.06, 0.05, 6, 0x3c4658);
  mesh.addLamp({
    kind: 'street',
    position: [4, 5, 8],
    colour: [1, 0.68, 0.34],
    strength: 21,
    range: 19,
  });
  return bakeWorld(
    {
      spec: { seed },
      light,
      weather,
      mesh: mesh.build(),
      region: { minX: -15, maxX: 15, minZ: -6, maxZ: 50 },
    },
    256,
  );
}

/** Where the test street is seen from. */
export const TEST_CAMERA: Camera = { eye: [0.4, 2.1, -1], yaw: 0.05, pitch: -0.07, field: 0.5 };
