/** Changes that a reader makes to a populated street. Metres and radians. */

/** The kinds of things that move and that readers may drag. */
export type MovableKind = 'person' | 'car' | 'bicycle';

/** The bodies of a motor vehicle: `van` and `bus` are classes of their own, the others are cars. */
export type VehicleStyle = 'hatch' | 'sedan' | 'taxi' | 'van' | 'bus';

/** Moves a thing to a place: `index` counts within its kind. */
export interface MoveEdit {
  readonly action: 'move';
  readonly kind: MovableKind;
  readonly index: number;
  readonly x: number;
  readonly z: number;
  readonly yaw?: number;
}

/** Takes a thing away; the indices of the others stay. */
export interface RemoveEdit {
  readonly action: 'remove';
  readonly kind: MovableKind;
  readonly index: number;
}

/** Adds a thing that stands still; `look` seeds its shape, clothes and colour. */
export interface AddEdit {
  readonly action: 'add';
  readonly kind: MovableKind;
  readonly x: number;
  readonly z: number;
  readonly yaw: number;
  readonly look?: number;
  /** Vehicles only. */
  readonly style?: VehicleStyle;
  /** People only: a child, or a pose in mid-step. */
  readonly child?: boolean;
  readonly walking?: boolean;
}

export type Edit = MoveEdit | RemoveEdit | AddEdit;
