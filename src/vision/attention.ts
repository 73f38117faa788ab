// Array reads are in range by construction, hence `!`.
import { demand } from './errors.ts';
import { rowProducts, softmax, transpose, type Matrix } from './matrix.ts';

/** What attention gives: its output, and how much each query took from each key. */
export interface Attention {
  /** One row per query. */
  readonly output: number[][];
  /** One row per query, one column per key; rows sum to 1. */
  readonly weights: number[][];
}

/**
 * Returns softmax(QKᵀ/√d)·V (Vaswani et al. 2017, equation 1).
 *
 * @param mask One row per query, one column per key: true where the query may look. Default: all.
 * @throws VisionError when a query may look nowhere.
 */
export function attend(
  queries: Matrix,
  keys: Matrix,
  values: Matrix,
  mask?: readonly (readonly boolean[])[],
): Attention {
  demand(keys.length === values.length, 'Attention needs one value per key.');
  const scale = Math.sqrt(queries[0]?.length ?? 1);
  const weights = rowProducts(queries, keys).map((row, query) =>
    softmax(row.map((product, key) => (mask && !mask[query]?.[key] ? -Infinity : product / scale))),
  );
  return { output: rowProducts(weights, transpose(values)), weights };
}

/** Returns the mask that lets each query look at itself and at what came before it. */
export function causalMask(queries: number, keys: number): boolean[][] {
  return Array.from({ length: queries }, (_, query) =>
    Array.from({ length: keys }, (_unused, key) => key <= query),
  );
}

/** The learnt numbers of multi-head attention over tokens of width d. */
export interface AttentionParameters {
  readonly heads: number;
  /** `[3d][d]`: the projections to queries, keys and values, one below the other. */
  readonly inputWeight: Matrix;
  readonly inputBias: readonly number[];
  /** `[d][d]`. */
  readonly outputWeight: Matrix;
  readonly outputBias: readonly number[];
}

/**
 * Returns multi-head attention of query tokens to key and value tokens; `weights` are the mean over
 * the heads. Matches `nn.MultiheadAttention` of PyTorch.
 */
export function attendWithHeads(
  queryTokens: Matrix,
  keyTokens: Matrix,
  { heads, inputWeight, inputBias, outputWeight, outputBias }: AttentionParameters,
): Attention {
  const width = outputWeight.length;
  demand(width % heads === 0, `A width of ${width} does not divide into ${heads} heads.`);
  const project = (tokens: Matrix, part: number) =>
    linear(
      tokens,
      inputWeight.slice(part * width, (part + 1) * width),
      inputBias.slice(part * width, (part + 1) * width),
    );
  const [queries, keys, values] = [
    project(queryTokens, 0),
    project(keyTokens, 1),
    project(keyTokens, 2),
  ];
  const size = width / heads;
  const perHead = Array.from({ length: heads }, (_, head) => {
    const part = (rows: Matrix) => rows.map((row) => row.slice(head * size, (head + 1) * size));
    return attend(part(queries), part(keys), part(values));
  });
  const joined = queries.map((_, query) => perHead.flatMap((head) => head.output[query]!));
  const weights = queries.map((_, query) =>
    keys.map((_key, key) => perHead.reduce((sum, head) => sum + head.weights[query]![key]!, 0)),
  );
  return {
    output: linear(joined, outputWeight, outputBias),
    weights: weights.map((row) => row.map((sum) => sum / heads)),
  };
}

/** x·Wᵀ + b for every row x. */
function linear(rows: Matrix, weight: Matrix, bias: readonly number[]): number[][] {
  return rowProducts(rows, weight).map((row) => row.map((value, i) => value + bias[i]!));
}
