/** What `npm run new` writes: each file valid as it stands, and a draft until its author says so. */

/** A file to write, by its path from the root of the project. */
export interface NewFile {
  path: string;
  text: string;
}

/** Returns a slug as a title: "soft-nms" becomes "Soft nms". */
export function titleOf(slug: string): string {
  const words = slug.replaceAll('-', ' ');
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const note = (text: string): string => `{/* ${text} */}`;

const parts: readonly (readonly [heading: string, guidance: string])[] = [
  ['The answer in a minute', 'What you would say first.'],
  ['See it', 'The explainer, after a prediction to commit to.'],
  ['How it works', 'The mechanism, with one worked example in small integers.'],
  ['The arithmetic', 'Shapes, parameters, latency: whatever is counted here, counted.'],
  ['In code', 'From scratch, then the library call. Every Python block is run.'],
  ['Trade-offs', 'A table or a decision path, with the numbers that decide.'],
  ['Where it breaks', 'Failures that can be reproduced in an explainer; link the state.'],
  ['What interviewers ask next', 'Probes for junior, senior and staff.'],
  ['What a weak answer sounds like', 'Two or three real misconceptions, corrected.'],
  ['Numbers to remember', 'At most seven, from the table of facts.'],
  ['Key takeaways', 'Three to five.'],
];

/** Returns the file of a lesson that the syllabus plans. */
export function lessonFile(lesson: {
  module: string;
  slug: string;
  title: string;
  order: number;
  today: string;
}): NewFile {
  const { module, slug, title, order, today } = lesson;
  return {
    path: `src/content/lessons/${module}/${slug}.mdx`,
    text: `---
title: ${quote(title)}
summary: ${quote(`A draft: the lesson "${title}" has its place and no text yet.`)}
module: ${module}
order: ${order}
minutes: 20
level: junior
prerequisites: []
rounds: [deep-dive]
objectives:
  - Name the first thing that a reader can do after this lesson.
  - Name the second thing, with a verb that can be tested.
  - Name the third thing, with a verb that can be tested.
explainers: []
questions: []
papers: []
covers: []
# The day on which the facts were last checked: set it when they were.
verified: ${today}
# Remove this line when every part below is written.
draft: true
---

${parts.map(([heading, guidance]) => `## ${heading}\n\n${note(guidance)}\n`).join('\n')}`,
  };
}

/** Returns the file of a question on `topic` that belongs to `lesson` (an id). */
export function questionFile(question: { topic: string; slug: string; lesson: string }): NewFile {
  const { topic, slug, lesson } = question;
  const headings: readonly (readonly [string, string])[] = [
    ['Clarify first', 'What to ask back.'],
    ['Sixty seconds', 'The answer that fits into a minute.'],
    ['In depth', 'With the numbers.'],
    ['Follow-ups', 'At least three, each with its answer.'],
    ['Weak answer, strong answer', 'A pair.'],
    ['Rubric', 'Four criteria, each described at weak, good and excellent.'],
  ];
  return {
    path: `src/content/questions/${topic}/${slug}.mdx`,
    text: `---
title: ${quote(`${titleOf(slug)}: the question as it is asked`)}
topic: ${topic}
rounds: [deep-dive]
levels: [junior]
roles: [vision-engineer]
difficulty: 2
minutes: 8
evidence: authored
lesson: ${lesson}
explainers: []
papers: []
covers: []
# Ids of cards never change once published.
cards:
  - id: first
    front: What is asked on the front of the first card?
    back: The answer, in one sentence.
  - id: second
    front: What is asked on the front of the second card?
    back: The answer, in one sentence.
# Remove this line when every part below is written.
draft: true
---

${headings.map(([heading, guidance]) => `## ${heading}\n\n${note(guidance)}\n`).join('\n')}`,
  };
}

/** Returns the files of an explainer: its words, and a static figure that says it is empty. */
export function explainerFiles(explainer: { slug: string; module: string }): NewFile[] {
  const { slug, module } = explainer;
  const title = titleOf(slug);
  return [
    {
      path: `src/content/explainers/${slug}.mdx`,
      text: `---
title: ${quote(title)}
summary: ${quote(`A draft: the figure "${title}" has its place and no drawing yet.`)}
finding: The finding that the default state shows, as a sentence
caption: What to try first, in one sentence.
module: ${module}
order: 1
level: junior
challenges: []
papers: []
covers: []
# Remove this line when the figure and its tests are there.
draft: true
---

## The mathematics

${note('Every formula once, every symbol named with its unit or shape.')}
`,
    },
    {
      path: `src/components/explainers/${slug}/index.astro`,
      text: `---
/** The static figure of \`${slug}\`; its view and state come into this folder beside it. */
---

<figure data-explainer="${slug}" data-status="static" data-backend="none">
  <figcaption>${title}: nothing is drawn yet.</figcaption>
</figure>
`,
    },
  ];
}
