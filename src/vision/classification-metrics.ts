// Array reads are in range by construction, hence `!`.
import { demand, wholeNumber } from './errors.ts';
import type { Matrix } from './matrix.ts';

/**
 * Returns how often each class was taken for each: `[truth][prediction]`, counts. Pixels of a
 * segmentation count like samples.
 *
 * @throws VisionError for a label that is none of the classes.
 */
export function confusionMatrix(
  truths: readonly number[],
  predictions: readonly number[],
  classes: number,
): number[][] {
  wholeNumber(classes, 1, 'number of classes');
  demand(
    truths.length === predictions.length,
    `There must be one prediction per sample: ${truths.length} samples came with ${predictions.length}.`,
  );
  const counts = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  for (const [sample, truth] of truths.entries()) {
    const prediction = predictions[sample]!;
    for (const label of [truth, prediction]) {
      demand(
        Number.isInteger(label) && label >= 0 && label < classes,
        `A label must be one of ${classes} classes, got ${label}.`,
      );
    }
    counts[truth]![prediction]! += 1;
  }
  return counts;
}

/** Precision, recall and their harmonic mean, each 0 to 1. */
export interface PrecisionRecallF1 {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** How well one class is told apart. */
export interface ClassMetrics extends PrecisionRecallF1 {
  /** Intersection over union, also called Jaccard index. F1 is also called Dice coefficient. */
  readonly iou: number;
  /** How many samples really are of the class. */
  readonly support: number;
}

/** What a confusion matrix says. Where a share is of nothing, it is 0, as in scikit-learn. */
export interface ClassificationMetrics {
  readonly accuracy: number;
  /** Mean recall of the classes that occur. */
  readonly balancedAccuracy: number;
  readonly perClass: ClassMetrics[];
  /** Plain means over the classes. */
  readonly macro: PrecisionRecallF1;
  /** Means over the classes, weighed by support. */
  readonly weighted: PrecisionRecallF1;
  /** The mean IoU over the classes. */
  readonly meanIou: number;
}

/** Returns the usual metrics of a confusion matrix, `[truth][prediction]`. */
export function classificationMetrics(confusion: Matrix): ClassificationMetrics {
  const { total, right, truths, predictions } = margins(confusion);
  const perClass = truths.map((support, k): ClassMetrics => {
    const hits = confusion[k]![k]!;
    const predicted = predictions[k]!;
    return {
      precision: share(hits, predicted),
      recall: share(hits, support),
      f1: share(2 * hits, predicted + support),
      iou: share(hits, predicted + support - hits),
      support,
    };
  });
  const mean = (weights: readonly number[]) => {
    const sum = weights.reduce((a, b) => a + b, 0);
    const of = (key: keyof PrecisionRecallF1) =>
      share(
        perClass.reduce((all, each, k) => all + weights[k]! * each[key], 0),
        sum,
      );
    return { precision: of('precision'), recall: of('recall'), f1: of('f1') };
  };
  return {
    accuracy: right / total,
    balancedAccuracy: mean(truths.map((support) => Number(support > 0))).recall,
    perClass,
    macro: mean(truths.map(() => 1)),
    weighted: mean(truths),
    meanIou: perClass.reduce((sum, { iou }) => sum + iou, 0) / perClass.length,
  };
}

/**
 * Returns Cohen's kappa: agreement beyond what equal shares of labels would give by chance, 1 when
 * all is right; 1 as well when only one label occurs at all (Cohen 1960).
 */
export function cohenKappa(confusion: Matrix): number {
  const { total, right, truths, predictions } = margins(confusion);
  const chance = truths.reduce((sum, count, k) => sum + count * predictions[k]!, 0) / total;
  return chance === total ? 1 : (right - chance) / (total - chance);
}

/**
 * Returns Matthews' correlation of truth and prediction, −1 to 1, for any number of classes
 * (Gorodkin 2004); 0 when either is always the same.
 */
export function matthewsCorrelation(confusion: Matrix): number {
  const { total, right, truths, predictions } = margins(confusion);
  const product = (a: readonly number[], b: readonly number[]) =>
    a.reduce((sum, value, k) => sum + value * b[k]!, 0);
  const spread = Math.sqrt(
    (total ** 2 - product(predictions, predictions)) * (total ** 2 - product(truths, truths)),
  );
  return share(right * total - product(truths, predictions), spread);
}

/**
 * Returns the share of samples whose label is among the `k` highest scores. Of equal scores the
 * higher class counts as better, as in scikit-learn.
 *
 * @param scores `[sample][class]`.
 */
export function topKAccuracy(scores: Matrix, labels: readonly number[], k: number): number {
  wholeNumber(k, 1, 'k');
  demand(
    scores.length > 0 && scores.length === labels.length,
    `There must be one label per sample: ${scores.length} samples came with ${labels.length}.`,
  );
  const hits = scores.filter((row, sample) => {
    const label = labels[sample]!;
    const own = row[label];
    demand(own !== undefined, `A label must be one of the ${row.length} classes, got ${label}.`);
    const better = row.filter((score, c) => score > own || (score === own && c > label));
    return better.length < k;
  });
  return hits.length / scores.length;
}

function margins(confusion: Matrix) {
  const size = confusion.length;
  demand(
    size > 0 && confusion.every((row) => row.length === size),
    'A confusion matrix must be square, with a row and a column per class.',
  );
  const truths = confusion.map((row) => row.reduce((a, b) => a + b, 0));
  const predictions = confusion.map((_, k) => confusion.reduce((sum, row) => sum + row[k]!, 0));
  const total = truths.reduce((a, b) => a + b, 0);
  demand(total > 0, 'Metrics need at least one sample.');
  const right = confusion.reduce((sum, row, k) => sum + row[k]!, 0);
  return { total, right, truths, predictions };
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
