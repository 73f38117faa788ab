import { asClassifier, asDetector } from './card.ts';
import { activationsJob, classificationJob } from './classifier-network.ts';
import { detectionJob } from './detector-network.ts';
import type { Picture, Run } from './engine.ts';
import { inputGradientJob } from './input-gradients.ts';
import type { ModelFiles } from './model-files.ts';
import type { Job } from './ops.ts';
import type { Task, TaskReply } from './protocol.ts';

/** A job whose result becomes a reply once it is known where it ran. */
export type TaskJob = Job<(run: Run) => TaskReply>;

/**
 * Returns the job that does a task with a picture.
 *
 * @throws RuntimeError `wrong-task` when the model does something else.
 */
export function jobOf(task: Task, files: ModelFiles, picture: Picture): TaskJob {
  const { card } = files;
  switch (task.name) {
    case 'detect':
      return then(detectionJob(asDetector(card), picture, task.floor), (found) => (run) => ({
        task: 'detect',
        result: { ...found, ...run },
      }));
    case 'classify':
      return then(classificationJob(asClassifier(card), picture), (scores) => (run) => ({
        task: 'classify',
        result: { ...scores, ...run },
      }));
    case 'activations': {
      const job = activationsJob(asClassifier(card), picture, task.layer, task.size);
      return then(job, (map) => (run) => ({ task: 'activations', result: { ...map, ...run } }));
    }
    case 'inputGradient': {
      const job = inputGradientJob(files, asClassifier(card), picture, task.options);
      return then(job, (values) => (run) => ({
        task: 'inputGradient',
        result: { values, ...run },
      }));
    }
  }
}

/** Returns the job that runs a model once in full, on a grey pixel, which fills the whole input. */
export function warmUpJob(files: ModelFiles): TaskJob {
  const picture = { width: 1, height: 1, data: new Uint8ClampedArray(4).fill(128) };
  const isDetector = files.card.task === 'object detection';
  return jobOf(isDetector ? { name: 'detect', floor: 1 } : { name: 'classify' }, files, picture);
}

function then<A, B>({ program, read }: Job<A>, next: (result: A) => B): Job<B> {
  return { program, read: (outputs) => next(read(outputs)) };
}
