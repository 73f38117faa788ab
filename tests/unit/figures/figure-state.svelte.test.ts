import { expect, test } from 'vitest';
import { FigureState } from '../../../src/components/figures/figure-state.svelte.ts';
import {
  defineState,
  flagField,
  numberField,
} from '../../../src/components/figures/state-codec.ts';

interface Example {
  iou: number;
  rank: number;
  forced: boolean;
}

const codec = defineState<Example>({
  iou: numberField({ initial: 0.5, min: 0, max: 1, step: 0.01 }),
  rank: numberField({ initial: 0, min: 0, max: 9, step: 1 }),
  forced: flagField(true),
});

const question = {
  question: 'What happens to the copy?',
  options: [
    { text: 'It goes', right: true, why: 'It overlaps what is kept.' },
    { text: 'It stays', right: false, why: 'It overlaps too much for that.' },
  ],
};

/** A figure as a lesson places it, so that it leaves the address alone. */
function figureOf(prediction?: typeof question): FigureState<Example> {
  return new FigureState(codec, {
    words: { finding: 'One is kept', caption: 'Try it', challenges: [], prediction },
    context: 'lesson',
    address: '/explain/example/',
    placed: { iou: 0.4 },
  });
}

test('a control is given its field: the value, what it goes back to, and whether it answers', () => {
  const figure = figureOf();
  expect(figure.control('iou')).toMatchObject({ name: 'iou', value: 0.4, initial: 0.4 });
  expect(figure.control('iou').disabled).toBe(true);
  figure.wake();
  expect(figure.control('iou').disabled).toBe(false);
});

test('a control sets its field, and what changes with it, and nothing else', () => {
  const figure = figureOf();
  figure.settle({ rank: 7 });
  figure.control('forced').onchange(false);
  expect(figure.current).toEqual({ iou: 0.4, rank: 7, forced: false });
  figure.control('iou', { rank: 0 }).oninput(0.6);
  expect(figure.current).toEqual({ iou: 0.6, rank: 0, forced: false });
  expect(figure.control('iou')).toMatchObject({ value: 0.6, initial: 0.4 });
  figure.reset();
  expect(figure.current).toEqual({ iou: 0.4, rank: 0, forced: true });
});

test.each([1, undefined])(
  'a figure with a question unlocks once it is answered with %s',
  (choice) => {
    const figure = figureOf(question);
    figure.wake();
    expect([figure.asks, figure.unlocked]).toEqual([true, false]);
    figure.commit(choice);
    expect([figure.asks, figure.unlocked, figure.choice]).toEqual([false, true, choice]);
  },
);
