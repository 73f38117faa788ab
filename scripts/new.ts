/**
 * `npm run new -- lesson|question|explainer SLUG`: writes a draft that is valid as it stands. A
 * lesson's place comes from `config/syllabus.ts`; a question's slug carries its topic, as in
 * `detection/why-two-thresholds`; an explainer may carry its module the same way.
 */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { modules, moduleSlugs, plannedLesson } from '../config/syllabus.ts';
import { explainerFiles, lessonFile, questionFile, type NewFile } from './scaffold/templates.ts';

const usage = 'Usage: npm run new -- lesson|question|explainer SLUG';

function stop(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}

/** Splits `module/slug`; the module is `detection` where none is named. */
function place(path: string): { module: string; slug: string } {
  const [first = '', second] = path.split('/');
  const module = second === undefined ? 'detection' : first;
  if (!moduleSlugs.some((slug) => slug === module)) {
    stop(`There is no module "${module}". The modules are ${moduleSlugs.join(', ')}.`);
  }
  return { module, slug: second ?? first };
}

/** A lesson of the topic that exists, else the first one that is planned. */
function lessonOf(topic: string): string {
  const folder = `src/content/lessons/${topic}`;
  const files = existsSync(folder) ? readdirSync(folder).sort() : [];
  const written = files.find((file) => file.endsWith('.mdx'))?.slice(0, -'.mdx'.length);
  const planned = modules.find((module) => module.slug === topic)?.lessons[0]?.slug;
  return `${topic}/${written ?? planned ?? ''}`;
}

function filesFor(kind: string, path: string): NewFile[] {
  const { module, slug } = place(path);
  switch (kind) {
    case 'lesson': {
      const planned = plannedLesson(slug);
      if (!planned)
        return stop(`config/syllabus.ts plans no lesson "${slug}": add it there first.`);
      const today = new Date().toISOString().slice(0, 10);
      const { title } = planned.lesson;
      return [
        lessonFile({ module: planned.module.slug, slug, title, order: planned.order, today }),
      ];
    }
    case 'question':
      return [questionFile({ topic: module, slug, lesson: lessonOf(module) })];
    case 'explainer':
      return explainerFiles({ slug, module });
    default:
      return stop(usage);
  }
}

const [kind, path] = process.argv.slice(2);
if (!kind || !path) stop(usage);
if (!/^([a-z0-9]+(-[a-z0-9]+)*\/)?[a-z0-9]+(-[a-z0-9]+)*$/.test(path)) {
  stop(
    `"${path}" is no slug: lowercase words joined by hyphens, with the module and a slash before.`,
  );
}
const files = filesFor(kind, path);
const taken = files.find((file) => existsSync(file.path));
if (taken) stop(`${taken.path} exists already; nothing was written.`);
for (const file of files) {
  mkdirSync(dirname(file.path), { recursive: true });
  writeFileSync(file.path, file.text);
  console.log(`wrote ${file.path}`);
}
console.log(
  'It is a draft: the dev server shows it, builds leave it out until `draft` is removed.',
);
