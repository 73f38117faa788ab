/**
 * What the fields of a result weigh beside its text, as Pagefind's option `ranking`; by itself a title weighs 5
 * and any other field 1. First come lessons and figures with what they teach, then questions with what they ask
 * (`config/topics.ts`), then terms and papers, whose title is nearly all that they have. An abbreviation weighs
 * more, because the index knows no case: "mAP" is also in the title of every map.
 */
export const ranking = {
  metaWeights: {
    'teaches-short': 12,
    teaches: 7,
    'asks-short': 9,
    asks: 5,
    title: 2,
    summary: 1,
  },
} as const;
