import Cite from './Cite.astro';
import Explainer from './Explainer.astro';
import Fact from './Fact.astro';
import Figure from './Figure.astro';
import Minute from './Minute.astro';
import Note from './Note.astro';
import Predict from './Predict.astro';
import Probe from './Probe.astro';
import Quiz from './Quiz.astro';
import Rubric from './Rubric.astro';
import Term from './Term.astro';

/** What lessons and questions may place in their text without an import. */
export const lessonComponents = {
  Cite,
  Explainer,
  Fact,
  Figure,
  Minute,
  Note,
  Predict,
  Probe,
  Quiz,
  Rubric,
  Term,
};
