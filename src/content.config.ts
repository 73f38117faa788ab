import { defineCollection } from 'astro:content';
import { glob, type Loader } from 'astro/loaders';
import { architectureSchema } from './schemas/architecture.ts';
import { erratumSchema } from './schemas/erratum.ts';
import { explainerSchema } from './schemas/explainer.ts';
import { factSchema } from './schemas/fact.ts';
import { lessonSchema } from './schemas/lesson.ts';
import { modelCardSchema } from './schemas/model-card.ts';
import { paperSchema } from './schemas/paper.ts';
import { questionSchema } from './schemas/question.ts';
import { quizItemSchema } from './schemas/quiz-item.ts';
import { termSchema } from './schemas/term.ts';

/**
 * Files under `src/content/<folder>`; the id of an entry is its path without extension. Files whose
 * name starts with an underscore are left alone. A draft stays in the dev server: a build, which
 * has no watcher, drops it, so that nothing unfinished is linked, listed or counted.
 */
function entries(folder: string, extension: 'mdx' | 'yaml'): Loader {
  const files = glob({
    base: `./src/content/${folder}`,
    pattern: `**/[^_]*.${extension}`,
    generateId: ({ entry }) => entry.slice(0, -(extension.length + 1)),
  });
  return {
    name: `receptive-${folder}`,
    load: async (context) => {
      await files.load(context);
      if (context.watcher) return;
      for (const [id, entry] of context.store.entries()) {
        if (entry.data['draft'] === true) context.store.delete(id);
      }
    },
  };
}

/** The figure of each explainer: one line that places its `index.astro`. */
const figures = glob({
  base: './src/components/explainers',
  pattern: '*/figure.mdx',
  generateId: ({ entry }) => entry.split('/')[0] ?? entry,
});

const models = glob({
  base: './public/models',
  pattern: '*/card.json',
  generateId: ({ entry }) => entry.split('/')[0] ?? entry,
});

export const collections = {
  lessons: defineCollection({ loader: entries('lessons', 'mdx'), schema: lessonSchema }),
  explainers: defineCollection({ loader: entries('explainers', 'mdx'), schema: explainerSchema }),
  figures: defineCollection({ loader: figures }),
  questions: defineCollection({ loader: entries('questions', 'mdx'), schema: questionSchema }),
  glossary: defineCollection({ loader: entries('glossary', 'yaml'), schema: termSchema }),
  facts: defineCollection({ loader: entries('facts', 'yaml'), schema: factSchema }),
  papers: defineCollection({ loader: entries('papers', 'yaml'), schema: paperSchema }),
  errata: defineCollection({ loader: entries('errata', 'yaml'), schema: erratumSchema }),
  quiz: defineCollection({ loader: entries('quiz', 'yaml'), schema: quizItemSchema }),
  architectures: defineCollection({
    loader: entries('architectures', 'yaml'),
    schema: architectureSchema,
  }),
  models: defineCollection({ loader: models, schema: modelCardSchema }),
};
