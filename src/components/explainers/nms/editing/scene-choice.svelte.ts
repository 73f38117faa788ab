import { openGround } from '../../../../world/index.ts';
import { capitalised } from '../../../figures/number-text.ts';
import type { FigureState } from '../../../figures/figure-state.svelte.ts';
import type { SceneEdit } from '../scene-edits.ts';
import type { NmsState } from '../state.ts';
import { viewOf } from '../view.ts';
import { seenFrom, whereabouts, type Outlook } from './placing.ts';
import {
  inReadingOrder,
  thingAt,
  thingsOf,
  type Scenery,
  type SceneThing,
} from './scene-things.ts';

/** What stands on the street as the reader left it, and which thing of it is chosen. */
export class SceneChoice {
  /** Units of the drawing. */
  readonly size = { width: 640, height: 400 };
  /** Said politely: what was done last. */
  said = $state('');

  protected readonly figure: FigureState<NmsState>;
  /** Key of the thing that the reader chose; it may be gone. */
  protected wanted = $state('');
  readonly #scenery: () => Scenery | undefined;

  /** `scenery` returns the newest picture of the street, or nothing while something else is shown. */
  constructor(figure: FigureState<NmsState>, scenery: () => Scenery | undefined) {
    this.figure = figure;
    this.#scenery = scenery;
  }

  readonly things: readonly SceneThing[] = $derived.by(() => {
    const scenery = this.#scenery();
    return scenery ? thingsOf(scenery, this.edits, this.size.width) : [];
  });
  /** Things that can be chosen, from left to right. */
  readonly choices: readonly SceneThing[] = $derived(inReadingOrder(this.things));
  readonly outlook: Outlook = $derived.by(() => {
    const { spec, camera } = viewOf(this.figure.current, this.size);
    return { camera, ground: openGround(spec), ...this.size };
  });
  /** The chosen thing; at first the nearest one that stands in the picture as a whole. */
  readonly chosen: SceneThing | undefined = $derived(
    this.things.find(({ key }) => key === this.wanted) ?? this.#first(),
  );

  get edits(): readonly SceneEdit[] {
    return this.figure.current.edits;
  }

  choose(key: string): void {
    this.wanted = key;
    this.tell('');
  }

  /** Chooses the next thing to the right (1) or to the left (−1), round and round. */
  chooseNext(direction: 1 | -1): void {
    const place = this.choices.findIndex(({ key }) => key === this.chosen?.key);
    const count = this.choices.length;
    const next = this.choices[place === -1 ? 0 : (place + direction + count) % count];
    if (next) this.choose(next.key);
  }

  /** The reader pointed at the picture: returns whether there is a thing, which is chosen then. */
  point(x: number, y: number, reach: number): boolean {
    const thing = thingAt(this.things, x, y, reach);
    if (thing) this.choose(thing.key);
    return thing !== undefined;
  }

  /** Says where the chosen thing is, after what was done to it. */
  protected tell(what: string): void {
    const { chosen, outlook } = this;
    this.said = chosen
      ? `${capitalised(chosen.word)}${what}: ${whereabouts(outlook.camera, chosen.place)}.`
      : '';
  }

  #first(): SceneThing | undefined {
    const { width, height } = this.size;
    const distance = ({ place, box }: SceneThing): number => {
      const whole = box && box[0] > 0 && box[1] > 0 && box[2] < width && box[3] < height;
      return whole ? seenFrom(this.outlook.camera, place).ahead : Infinity;
    };
    return [...this.choices].sort((a, b) => distance(a) - distance(b))[0];
  }
}
