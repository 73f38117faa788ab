import {
  areaUnderRoc,
  brierScore,
  classificationMetrics,
  cohenKappa,
  confusionMatrix,
  logLoss,
  matthewsCorrelation,
  rankedAveragePrecision,
  thresholdCurve,
  topKAccuracy,
  type PrecisionRecallF1,
} from '../../src/vision/index.ts';
import type { Adapter } from './adapters.ts';

/** Metrics of classification and segmentation. */
export const metricAdapters: Readonly<Record<string, Adapter>> = {
  binary_curve: (input) => {
    const curve = thresholdCurve(input.numbers('y_true'), input.numbers('scores'));
    const rising = curve.toReversed();
    return {
      precision: rising.map((point) => point.precision),
      recall: rising.map((point) => point.recall),
      thresholds: rising.slice(0, -1).map((point) => point.threshold),
      average_precision: rankedAveragePrecision(curve),
      roc_auc: areaUnderRoc(curve),
      roc_fpr: curve.map((point) => point.falsePositiveRate),
      roc_tpr: curve.map((point) => point.recall),
    };
  },
  multiclass_metrics: (input) => {
    const confusion = confusionMatrix(
      input.numbers('y_true'),
      input.numbers('y_pred'),
      input.number('num_classes'),
    );
    const metrics = classificationMetrics(confusion);
    const { accuracy, balancedAccuracy, perClass, macro, weighted } = metrics;
    return {
      confusion,
      accuracy,
      balanced_accuracy: balancedAccuracy,
      cohen_kappa: cohenKappa(confusion),
      mcc: matthewsCorrelation(confusion),
      // Over all samples together, every mistake is one false positive and one false negative.
      prf_micro: [accuracy, accuracy, accuracy],
      prf_macro: triple(macro),
      prf_weighted: triple(weighted),
      precision: perClass.map((each) => each.precision),
      recall: perClass.map((each) => each.recall),
      f1: perClass.map((each) => each.f1),
      support: perClass.map((each) => each.support),
      jaccard_per_class: perClass.map((each) => each.iou),
    };
  },
  top_k_accuracy: (input, { wanted }) => {
    const [scores, labels] = [input.matrix('scores'), input.numbers('labels')];
    return Object.fromEntries(wanted.map((k) => [k, topKAccuracy(scores, labels, Number(k))]));
  },
  segmentation_metrics: (input) => {
    const metrics = classificationMetrics(
      confusionMatrix(
        input.matrix('target').flat(),
        input.matrix('pred').flat(),
        input.number('num_classes'),
      ),
    );
    return {
      iou_per_class: metrics.perClass.map((each) => each.iou),
      miou: metrics.meanIou,
      dice_per_class: metrics.perClass.map((each) => each.f1),
      pixel_accuracy: metrics.accuracy,
    };
  },
  brier: (input) => {
    const [probabilities, outcomes] = [input.numbers('prob'), input.numbers('y_true')];
    return {
      brier: brierScore(probabilities, outcomes),
      log_loss: logLoss(probabilities, outcomes),
    };
  },
};

function triple({ precision, recall, f1 }: PrecisionRecallF1): number[] {
  return [precision, recall, f1];
}
