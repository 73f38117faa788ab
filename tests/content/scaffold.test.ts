import { describe, expect, it } from 'vitest';
import { modules, plannedLesson } from '../../config/syllabus.ts';
import {
  explainerFiles,
  lessonFile,
  questionFile,
  titleOf,
} from '../../scripts/scaffold/templates.ts';

describe('the syllabus', () => {
  it('has 14 modules and 45 lessons, numbered through, with slugs that are unique', () => {
    const lessons = modules.flatMap((module) => module.lessons);
    expect(modules).toHaveLength(14);
    expect(lessons).toHaveLength(45);
    expect(lessons.at(-1)?.id).toBe('L45');
    expect(new Set(lessons.map((lesson) => lesson.slug)).size).toBe(45);
    expect(plannedLesson('nms-and-average-precision')).toMatchObject({ order: 5 });
    expect(plannedLesson('none')).toBeUndefined();
  });
});

describe('scaffolds', () => {
  const files = [
    lessonFile({
      module: 'video',
      slug: 'tracking',
      title: "Tracking: it's",
      order: 2,
      today: '2026-11-22',
    }),
    questionFile({ topic: 'detection', slug: 'why', lesson: 'detection/boxes-iou-anchors' }),
    ...explainerFiles({ slug: 'soft-nms', module: 'detection' }),
  ];

  it('are drafts, so that a build leaves them out', () => {
    for (const { path, text } of files) {
      if (path.endsWith('.mdx')) expect(text).toContain('\ndraft: true\n---\n');
    }
  });

  it('stand where the collections look for them', () => {
    expect(files.map((file) => file.path)).toEqual([
      'src/content/lessons/video/tracking.mdx',
      'src/content/questions/detection/why.mdx',
      'src/content/explainers/soft-nms.mdx',
      'src/components/explainers/soft-nms/index.astro',
    ]);
  });

  it('quote titles and turn slugs into words', () => {
    expect(files[0]?.text).toContain("title: 'Tracking: it''s'");
    expect(titleOf('soft-nms')).toBe('Soft nms');
  });
});
