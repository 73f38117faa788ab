import { describe, expect, it } from 'vitest';
import { lessonSchema } from '../../src/schemas/lesson.ts';
import { paperSchema } from '../../src/schemas/paper.ts';
import { questionSchema } from '../../src/schemas/question.ts';
import { checkReferences } from '../../src/schemas/references.ts';

const lesson = {
  title: 'NMS',
  summary: 'How duplicates are removed, and what else goes with them.',
  module: 'detection',
  order: 5,
  minutes: 20,
  level: 'senior',
  rounds: ['coding'],
  objectives: ['Write NMS by heart', 'Say what it costs', 'Say when it fails'],
  papers: ['soft-nms'],
  verified: '2026-11-22',
};

const question = {
  title: 'How does NMS work?',
  topic: 'detection',
  rounds: ['coding'],
  levels: ['junior'],
  roles: ['vision-engineer'],
  difficulty: 2,
  minutes: 8,
  evidence: 'authored',
  lesson: 'detection/nms',
  explainers: [{ slug: 'nms', state: 'v=1&iou=0.6' }],
  cards: [
    { id: 'a', front: 'What is it?', back: 'This.' },
    { id: 'b', front: 'What is that?', back: 'That.' },
  ],
};

describe('references', () => {
  const papers = [{ id: 'soft-nms', data: {} }];
  const explainers = [{ id: 'nms', data: {} }];

  it('hold when every id exists', () => {
    const catalogue = {
      lessons: [{ id: 'detection/nms', data: lessonSchema.parse(lesson) }],
      questions: [{ id: 'detection/how-nms-works', data: questionSchema.parse(question) }],
      papers,
      explainers,
    };
    expect(checkReferences(catalogue)).toEqual([]);
  });

  it('name the entry, the field and the missing id when one dangles', () => {
    const catalogue = {
      lessons: [{ id: 'detection/nms', data: lessonSchema.parse(lesson) }],
      questions: [{ id: 'detection/how-nms-works', data: questionSchema.parse(question) }],
    };
    expect(checkReferences(catalogue)).toEqual([
      'lessons/detection/nms: papers.0 names "soft-nms", which is not in papers.',
      'questions/detection/how-nms-works: explainers.0.slug names "nms", which is not in explainers.',
    ]);
  });

  it('find a lesson outside its module and two questions with one address', () => {
    const data = questionSchema.parse({ ...question, explainers: [], lesson: 'detection/nms' });
    const faults = checkReferences({
      lessons: [{ id: 'video/nms', data: lessonSchema.parse({ ...lesson, papers: [] }) }],
      questions: [
        { id: 'detection/a', data: { topic: data.topic } },
        { id: 'detection/deep/a', data: { topic: data.topic } },
      ],
    });
    expect(faults).toHaveLength(2);
  });
});

describe('schemas', () => {
  it('refuse a reported question without its report', () => {
    expect(questionSchema.safeParse({ ...question, evidence: 'reported' }).success).toBe(false);
  });

  it('refuse two cards with one id, an unknown round and an inventory id that does not exist', () => {
    const [card] = question.cards;
    for (const change of [{ cards: [card, card] }, { rounds: ['chat'] }, { covers: ['S241'] }]) {
      expect(questionSchema.safeParse({ ...question, ...change }).success).toBe(false);
    }
  });

  it('refuse an arXiv id that lost its zero', () => {
    const paper = { short: 'COCO', authors: 'Lin et al.', title: 'Microsoft COCO', venue: 'ECCV' };
    const whole = { ...paper, year: 2014, module: 'detection', checked: 'yes' };
    expect(paperSchema.safeParse({ ...whole, arxiv: '1405.0312' }).success).toBe(true);
    expect(paperSchema.safeParse({ ...whole, arxiv: '1405.031' }).success).toBe(false);
  });
});
