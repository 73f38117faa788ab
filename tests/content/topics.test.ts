import { parse } from 'node-html-parser';
import { describe, expect, it } from 'vitest';
import { topicsOf } from '../../config/topics.ts';

const glossary = [
  {
    url: '/reference/glossary/#map',
    term: 'Mean average precision',
    abbreviations: ['mAP'],
    aliases: [],
    explainer: 'average-precision',
  },
  {
    url: '/reference/glossary/#dilated-convolution',
    term: 'Dilated convolution',
    abbreviations: [],
    aliases: ['atrous convolution', 'dilation'],
  },
  {
    url: '/reference/glossary/#nms',
    term: 'Non-maximum suppression',
    abbreviations: ['NMS'],
    aliases: [],
  },
];

/** The topics of a page at `/page/` with this title and text, unless told otherwise. */
const topics = (title: string, text = '', address = '/page/') =>
  topicsOf({ title, address, body: parse(text) }, glossary);

describe('a page is about', () => {
  it('what its title names, by any form', () => {
    expect(topics('When does NMS fail?')).toEqual({
      long: ['Non-maximum suppression'],
      abbreviations: ['NMS'],
    });
    expect(topics('What dilation costs').long).toContain('atrous convolution');
    expect(topics('Dilated convolutions').long).toContain('dilation');
  });

  it('what its text explains, not what it merely mentions', () => {
    const link = '<a class="term" href="/reference/glossary/#nms">duplicates go</a>';
    expect(topics('Boxes', link).abbreviations).toEqual(['NMS']);
    expect(topics('Boxes', 'NMS removes duplicates.').abbreviations).toEqual([]);
  });

  it('what its figure shows', () => {
    expect(topics('A curve', '', '/explain/average-precision/').abbreviations).toEqual(['mAP']);
    expect(topics('A curve', '', '/explain/iou/').abbreviations).toEqual([]);
  });

  it('no part of another name', () => {
    expect(topics('Maps and mAPs of NMSX')).toEqual({
      long: ['Mean average precision'],
      abbreviations: ['mAP'],
    });
    expect(topics('Reading a map').long).toEqual([]);
  });
});
