import { describe, expect, test } from 'vitest';
import { MeshBuilder } from '../../../src/world/mesh-builder.ts';
import { addBox } from '../../../src/world/shapes/box.ts';
import { addDisc } from '../../../src/world/shapes/round.ts';

describe('instances', () => {
  test('own runs of vertices and triangles that follow one another', () => {
    const mesh = new MeshBuilder();
    expect(mesh.beginInstance('car', { heading: 1 })).toBe(1);
    addBox(mesh, 0, 0, 0, 1, 1, 1, 0xff0000);
    expect(mesh.beginInstance('person')).toBe(2);
    addDisc(mesh, [0, 1, 0], [0, 0, 1], 1, 8, 0x00ff00);
    const { instances, owners, triangleCount, vertexCount } = mesh.build();
    expect(instances.map(({ className }) => className)).toEqual(['sky', 'car', 'person']);
    expect(instances[1]).toMatchObject({ heading: 1, firstTriangle: 0, endTriangle: 10 });
    expect(instances[2]).toMatchObject({ firstVertex: 8, endVertex: vertexCount });
    expect(instances[2]?.endTriangle).toBe(triangleCount);
    expect([...owners]).toEqual([...Array<number>(10).fill(1), ...Array<number>(6).fill(2)]);
  });

  test('the store grows beyond its first size', () => {
    const mesh = new MeshBuilder();
    mesh.beginInstance('prop');
    for (let k = 0; k < 9000; k++) addBox(mesh, k, 0, 0, k + 1, 1, 1, 0x123456);
    const built = mesh.build();
    expect(built.triangleCount).toBe(90000);
    expect(built.positions[built.vertexCount * 3 - 3]).toBe(8999);
    expect(built.owners[89999]).toBe(1);
  });

  test('lamps stand in the world with a unit direction', () => {
    const mesh = new MeshBuilder();
    mesh.pushTransform(10, 0, 0, Math.PI / 2);
    const lamp = { colour: [1, 1, 1], strength: 2, range: 9 } as const;
    mesh.addLamp({ ...lamp, kind: 'beam', position: [0, 1, 2], direction: [0, 0, 3] });
    const [built] = mesh.build().lamps;
    built?.position.forEach((x, k) => expect(x).toBeCloseTo([12, 1, 0][k] ?? 0, 6));
    built?.direction?.forEach((x, k) => expect(x).toBeCloseTo([1, 0, 0][k] ?? 0, 6));
  });

  test('a pop without a push is an error with a sentence', () => {
    expect(() => new MeshBuilder().popTransform()).toThrow('without a matching pushTransform');
  });
});
