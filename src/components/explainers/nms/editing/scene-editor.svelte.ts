import type { GroundPlace, MovableKind } from '../../../../world/index.ts';
import { capitalised } from '../../../figures/number-text.ts';
import {
  editsField,
  keyOf,
  MOST_EDITS,
  nextNumber,
  placeThing,
  removeThing,
  type Place,
  type SceneEdit,
} from '../scene-edits.ts';
import { advance, type EditHistory } from './edit-history.ts';
import { allowedPlace, groundAt, pointOf, stepFrom, whereabouts } from './placing.ts';
import { SceneChoice } from './scene-choice.svelte.ts';

/** Units of the drawing that a pointer may tremble before it drags. */
const TREMBLE = 4;
/** Where an added thing stands if the reader has not said where, metres ahead. */
const AHEAD = 9;
const FULL = `There is room for ${MOST_EDITS} changes: undo or reset some first.`;

/** What the reader does to the street: move the chosen thing, turn it, remove it, add, undo. */
export class SceneEditor extends SceneChoice {
  /** Where the next added thing will stand, if the reader pointed somewhere. */
  mark: GroundPlace | undefined = $state.raw();

  #history: EditHistory = $state.raw({ street: '', past: [], now: '', future: [] });
  #held: { place: Place; point: readonly [number, number]; moves: boolean } | undefined;
  #moving = $state(false);

  get canUndo(): boolean {
    return this.#history.past.length > 0;
  }
  get canRedo(): boolean {
    return this.#history.future.length > 0;
  }

  /** Keeps the history in step with the changes, whoever made them; for an effect. */
  watch(): void {
    const { scene, seed } = this.figure.current;
    const text = editsField.write(this.edits);
    if (!this.#moving) this.#history = advance(this.#history, `${scene} ${seed}`, text);
  }

  /** The reader pointed at the ground: the next added thing will stand there. */
  markGround(x: number, y: number): void {
    const place = { ...groundAt(this.outlook, x, y), yaw: 0 };
    const thing = { kind: 'person', style: undefined, child: false } as const;
    this.mark = allowedPlace(this.outlook, thing, place);
    this.said = `The next one will stand ${whereabouts(this.outlook.camera, { ...this.mark, yaw: 0 }).replace(/,[^,]*$/, '')}.`;
  }

  /** A drag begins. */
  hold(): void {
    const thing = this.chosen;
    if (!thing) return;
    this.wanted = thing.key;
    this.#held = { place: thing.place, point: pointOf(this.outlook, thing.place), moves: false };
  }

  /** The whole way of a drag, in the units of the drawing. */
  drag(dx: number, dy: number): void {
    const held = this.#held;
    if (!held || (!held.moves && Math.hypot(dx, dy) < TREMBLE)) return;
    held.moves = true;
    const [x, y] = held.point;
    const back = dx === 0 && dy === 0;
    this.#move(back ? held.place : { ...held.place, ...groundAt(this.outlook, x + dx, y + dy) });
  }

  /** One step with a key or a button: metres to the right and ahead. */
  step(right: number, ahead: number): void {
    const place = this.chosen?.place;
    if (place) this.#move({ ...place, ...stepFrom(this.outlook.camera, place, right, ahead) });
  }

  /** What moved came to rest. */
  rest(): void {
    this.#held = undefined;
    if (!this.#moving) return;
    this.#moving = false;
    this.figure.settle();
    this.tell(' moved');
  }

  turn(degrees: number): void {
    const thing = this.chosen;
    if (!thing) return;
    this.wanted = thing.key;
    this.#set(placeThing(this.edits, thing, { ...thing.place, yaw: thing.place.yaw + degrees }));
    this.tell(' turned');
  }

  remove(): void {
    const thing = this.chosen;
    if (!thing) return;
    const next = this.choices.findIndex(({ key }) => key === thing.key) + 1;
    this.wanted = this.choices[next]?.key ?? this.choices[next - 2]?.key ?? '';
    this.#set(removeThing(this.edits, thing));
    this.said = `${capitalised(thing.word)} removed.`;
  }

  add(kind: MovableKind): void {
    if (this.edits.length >= MOST_EDITS) {
      this.said = FULL;
      return;
    }
    const { camera } = this.outlook;
    const [x, , z] = camera.eye;
    const place = this.mark ?? stepFrom(camera, { x, z }, 0, AHEAD);
    const yaw = kind === 'person' ? 150 : 90;
    const thing = { added: true, kind, number: nextNumber(this.edits, kind) };
    const solid = { kind, style: undefined, child: false };
    this.#set(placeThing(this.edits, thing, allowedPlace(this.outlook, solid, { ...place, yaw })));
    this.wanted = keyOf(thing);
    // The one after it stands beside it.
    this.mark = stepFrom(camera, place, kind === 'car' ? 3 : 0.9, 0);
    this.tell(' added');
  }

  undo(): void {
    this.#travel(this.#history.past.at(-1), 'Undone.');
  }
  redo(): void {
    this.#travel(this.#history.future[0], 'Done again.');
  }
  reset(): void {
    this.#set([]);
    this.said = 'The scene is as it was.';
  }

  #travel(text: string | undefined, said: string): void {
    const edits = text === undefined ? undefined : editsField.read(text);
    if (!edits) return;
    this.#set(edits);
    this.said = said;
  }

  #move(place: Place): void {
    const thing = this.chosen;
    if (!thing) return;
    this.wanted = thing.key;
    const edits = placeThing(this.edits, thing, allowedPlace(this.outlook, thing, place));
    if (edits === this.edits) {
      this.said = FULL;
      return;
    }
    this.#moving = true;
    this.figure.input({ edits, box: -1, step: Infinity });
  }

  #set(edits: readonly SceneEdit[]): void {
    this.#moving = false;
    this.figure.settle({ edits, box: -1, step: Infinity });
  }
}
