// Array reads are in range by construction, hence `!`.
import { softplus } from './activations.ts';
import { unitVector } from './embeddings.ts';
import { demand } from './errors.ts';
import { logSoftmax, rowProducts, transpose, type Matrix } from './matrix.ts';

/** A contrastive loss in its two directions, and their mean. */
export interface ContrastiveLoss {
  /** Each row is to find its own column. */
  readonly rows: number;
  /** Each column is to find its own row. */
  readonly columns: number;
  readonly mean: number;
}

/**
 * Returns the similarity of every image (rows) with every text (columns): the cosine of their
 * features times `scale`.
 */
export function similarityLogits(images: Matrix, texts: Matrix, scale: number): number[][] {
  const products = rowProducts(images.map(unitVector), texts.map(unitVector));
  return products.map((row) => row.map((cosine) => scale * cosine));
}

/**
 * Returns the symmetric cross entropy of square logits whose diagonal holds the true pairs: CLIP's
 * loss (Radford et al. 2021, figure 3). Equal logits give ln n.
 */
export function symmetricCrossEntropy(logits: Matrix): ContrastiveLoss {
  checkSquare(logits);
  const rows = diagonalCrossEntropy(logits);
  const columns = diagonalCrossEntropy(transpose(logits));
  return { rows, columns, mean: (rows + columns) / 2 };
}

/**
 * Returns SigLIP's loss of square logits: every pair is its own yes-or-no question, summed over all
 * pairs and divided by the batch (Zhai et al. 2023, section 3.2). `bias` is added to each logit.
 */
export function pairwiseSigmoidLoss(logits: Matrix, bias: number): number {
  checkSquare(logits);
  let sum = 0;
  for (const [i, row] of logits.entries()) {
    for (const [j, logit] of row.entries()) sum += softplus((i === j ? -1 : 1) * (logit + bias));
  }
  return sum / logits.length;
}

function diagonalCrossEntropy(logits: Matrix): number {
  return -logits.reduce((sum, row, i) => sum + logSoftmax(row)[i]!, 0) / logits.length;
}

function checkSquare(logits: Matrix): void {
  demand(
    logits.length > 0 && logits.every((row) => row.length === logits.length),
    'Contrastive logits must form a square with a row and a column per pair.',
  );
}
