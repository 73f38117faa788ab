import {
  attend,
  attendWithHeads,
  causalMask,
  encodeGrid,
  encodeMap,
  encodePositions,
  pairwiseSigmoidLoss,
  pyramidLevel,
  similarityLogits,
  softmax,
  symmetricCrossEntropy,
} from '../../src/vision/index.ts';
import type { Adapter } from './adapters.ts';

/** Pyramid levels, attention, position encodings and contrastive losses. */
export const tokenAdapters: Readonly<Record<string, Adapter>> = {
  fpn_level: (input) => {
    const finest = input.number('k_min');
    const level = input.boxes('boxes').map((box) =>
      pyramidLevel(box, {
        finest,
        coarsest: input.number('k_max'),
        canonicalScale: input.number('canonical_scale'),
        canonicalLevel: input.number('canonical_level'),
      }),
    );
    return { level, index: level.map((value) => value - finest) };
  },
  attention: (input) => {
    const [queries, keys] = [input.matrix('q'), input.matrix('k')];
    const mask = input.has('mask')
      ? input.flags('mask')
      : input.flag('causal')
        ? causalMask(queries.length, keys.length)
        : undefined;
    return attend(queries, keys, input.matrix('v'), mask);
  },
  multi_head_attention: (input) => {
    const { output, weights } = attendWithHeads(
      input.matrix('query_tokens'),
      input.matrix('key_value_tokens'),
      {
        heads: input.number('heads'),
        inputWeight: input.matrix('in_proj_weight'),
        inputBias: input.numbers('in_proj_bias'),
        outputWeight: input.matrix('out_proj_weight'),
        outputBias: input.numbers('out_proj_bias'),
      },
    );
    return { output, mean_weights: weights };
  },
  sincos_1d_interleaved: (input) => encodePositions(input.number('length'), input.number('dim')),
  sincos_2d_mae: (input) =>
    encodeGrid(input.number('grid_size'), input.number('dim'), input.flag('cls_token')),
  detr_sine_2d: (input) =>
    encodeMap(input.number('height'), input.number('width'), {
      channels: input.number('num_pos_feats'),
      temperature: input.number('temperature'),
      ...(input.flag('normalize') ? { span: input.number('scale', 2 * Math.PI) } : {}),
    }),
  clip_loss: (input, { wanted }) => {
    const logits = similarityLogits(
      input.matrix('image_features'),
      input.matrix('text_features'),
      input.number('logit_scale'),
    );
    const loss = symmetricCrossEntropy(logits);
    const biased = wanted.filter((key) => key.startsWith(SIGLIP));
    return {
      logits,
      loss_image_to_text: loss.rows,
      loss_text_to_image: loss.columns,
      loss: loss.mean,
      zero_shot_probs_rows: logits.map(softmax),
      ...Object.fromEntries(
        biased.map((key) => [key, pairwiseSigmoidLoss(logits, Number(key.slice(SIGLIP.length)))]),
      ),
    };
  },
  symmetric_cross_entropy: (input) => {
    const { rows, columns, mean } = symmetricCrossEntropy(input.matrix('logits'));
    return { loss_rows: rows, loss_columns: columns, loss: mean };
  },
};

/** The bias of the sigmoid loss follows in the key. */
const SIGLIP = 'siglip_loss_bias_';
