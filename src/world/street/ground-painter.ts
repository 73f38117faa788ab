import * as Material from '../material.ts';
import { share, type Vec3 } from '../math.ts';
import type { MeshBuilder } from '../mesh-builder.ts';
import * as PALETTE from '../palette.ts';
import { addPolygon } from '../shapes/flat.ts';
import type { Surface } from '../surface.ts';
import { KERB_HEIGHT, type StreetPlan } from './plan.ts';

/** Asphalt, and what is painted on it. */
export const ASPHALT: Surface = { material: Material.Ground };

/** Both ends of each of the equal pieces, none longer than `longest`, that a length is cut into. */
function pieces(from: number, to: number, longest: number): (readonly [number, number])[] {
  const count = Math.max(1, Math.ceil((to - from) / longest));
  return Array.from({ length: count }, (_, k) => [
    share(from, to, k, count),
    share(from, to, k + 1, count),
  ]);
}

/** Lays strips along the street. Pieces are short where it bends, and never so long that depth suffers. */
export class GroundPainter {
  private readonly mesh: MeshBuilder;
  private readonly plan: StreetPlan;

  constructor(mesh: MeshBuilder, plan: StreetPlan) {
    this.mesh = mesh;
    this.plan = plan;
  }

  /** A level strip between two places along the street and two offsets. */
  strip(
    offset0: number,
    along0: number,
    offset1: number,
    along1: number,
    height: number,
    colour: number,
    surface: Surface,
  ): void {
    const step = this.plan.curvature > 0 ? 4 : 12;
    for (const [a, b] of pieces(along0, along1, step)) {
      for (const [p, q] of pieces(offset0, offset1, 16)) {
        const corners = [
          this.at(a, p, height),
          this.at(a, q, height),
          this.at(b, q, height),
          this.at(b, p, height),
        ];
        addPolygon(this.mesh, corners, [0, 1, 0], colour, surface);
      }
    }
  }

  /** Paint on the road: `layer` decides what lies over what. */
  mark(
    offset0: number,
    along0: number,
    offset1: number,
    along1: number,
    colour: number = PALETTE.roadMark,
    layer = 4,
  ): void {
    const [left, right] = offset0 < offset1 ? [offset0, offset1] : [offset1, offset0];
    this.strip(left, along0, right, along1, 0, colour, { ...ASPHALT, layer });
  }

  /** The head of an arrow that points along the street. */
  arrowHead(offset: number, along: number): void {
    const points = [
      this.at(along, offset - 0.4, 0),
      this.at(along, offset + 0.4, 0),
      this.at(along + 1.3, offset, 0),
    ];
    addPolygon(this.mesh, points, [0, 1, 0], PALETTE.roadMark, { ...ASPHALT, layer: 5 });
  }

  /** A row of kerb stones between two offsets: tops, and faces towards the road. */
  kerb(inner: number, outer: number, from: number, to: number): void {
    const top = KERB_HEIGHT + 0.005;
    const towards = inner < outer ? -1 : 1;
    for (const [a, b] of pieces(from, to, 4)) {
      const corners = [
        this.at(a, inner, top),
        this.at(b, inner, top),
        this.at(b, outer, top),
        this.at(a, outer, top),
      ];
      addPolygon(this.mesh, corners, [0, 1, 0], PALETTE.kerb);
      const face = [
        this.at(a, inner, top),
        this.at(b, inner, top),
        this.at(b, inner, -0.02),
        this.at(a, inner, -0.02),
      ];
      addPolygon(this.mesh, face, [towards, 0, 0], PALETTE.kerb);
    }
  }

  /** A point of the street in world coordinates. */
  at(along: number, offset: number, height: number): Vec3 {
    const { x, z } = this.plan.centre(along, offset);
    return [x, height, z];
  }
}
