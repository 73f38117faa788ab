import { expect, test } from 'vitest';
import { distanceTo, pictureAmong } from '../../../src/components/figures/own-picture-files.ts';

const file = (name: string, type: string): File => new File(['x'], name, { type });

test('of several files the first picture is taken, without one the first file, of none none', () => {
  const [text, first, second] = [
    file('a.txt', 'text/plain'),
    file('b.png', 'image/png'),
    file('c.jpg', 'image/jpeg'),
  ];
  expect(pictureAmong([text, first, second])).toBe(first);
  expect(pictureAmong([text])).toBe(text);
  expect(pictureAmong([])).toBeUndefined();
});

test('a figure around the middle of the window is nearer than one above or below it', () => {
  expect(distanceTo(400, { top: 100, bottom: 900 })).toBe(0);
  expect(distanceTo(400, { top: 500, bottom: 900 })).toBe(100);
  expect(distanceTo(400, { top: -300, bottom: 150 })).toBe(250);
});
