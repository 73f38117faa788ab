import type { CocoSummary } from '../../../vision/index.ts';

/** One of the twelve numbers: its place in the summary, its name as an output, and what people call it. */
export interface SummaryLine {
  readonly key: keyof CocoSummary;
  readonly output: string;
  readonly name: string;
  readonly meaning: string;
}

/** COCO's twelve numbers in its own order. */
export const SUMMARY_LINES: readonly SummaryLine[] = [
  { key: 'ap', output: 'ap', name: 'AP', meaning: 'mean over ten IoU thresholds' },
  { key: 'ap50', output: 'ap50', name: 'AP50', meaning: 'IoU 0.50' },
  { key: 'ap75', output: 'ap75', name: 'AP75', meaning: 'IoU 0.75' },
  { key: 'apSmall', output: 'ap-small', name: 'AP small', meaning: 'up to 32² px' },
  { key: 'apMedium', output: 'ap-medium', name: 'AP medium', meaning: '32² to 96² px' },
  { key: 'apLarge', output: 'ap-large', name: 'AP large', meaning: 'from 96² px' },
  { key: 'ar1', output: 'ar1', name: 'AR, 1', meaning: 'one box a frame and class' },
  { key: 'ar10', output: 'ar10', name: 'AR, 10', meaning: 'ten boxes' },
  { key: 'ar100', output: 'ar100', name: 'AR, 100', meaning: 'a hundred' },
  { key: 'arSmall', output: 'ar-small', name: 'AR small', meaning: 'a hundred, up to 32² px' },
  { key: 'arMedium', output: 'ar-medium', name: 'AR medium', meaning: '32² to 96² px' },
  { key: 'arLarge', output: 'ar-large', name: 'AR large', meaning: 'from 96² px' },
];
