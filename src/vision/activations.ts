/** Activation functions of networks, one number at a time. They match `nn.functional` of PyTorch. */

/** Returns `max(x, 0)`. */
export function relu(x: number): number {
  return Math.max(x, 0);
}

/** Returns {@link relu}, cut off at 6 (MobileNet). */
export function relu6(x: number): number {
  return Math.min(relu(x), 6);
}

/** Returns x above 0 and `slope · x` below. */
export function leakyRelu(x: number, slope = 0.01): number {
  return x > 0 ? x : slope * x;
}

/** Returns x above 0 and α(eˣ − 1) below (Clevert et al. 2016). */
export function elu(x: number, alpha = 1): number {
  return x > 0 ? x : alpha * Math.expm1(x);
}

/** Returns a scaled {@link elu} whose outputs keep mean 0 and variance 1 (Klambauer et al. 2017). */
export function selu(x: number): number {
  return 1.0507009873554805 * elu(x, 1.6732632423543772);
}

/** Returns 1 / (1 + e⁻ˣ), without overflow. */
export function sigmoid(x: number): number {
  if (x >= 0) return 1 / (1 + Math.exp(-x));
  const power = Math.exp(x);
  return power / (1 + power);
}

/** Returns ln(1 + eˣ), without overflow; −softplus(−x) is the logarithm of {@link sigmoid}. */
export function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

/** Returns x · sigmoid(x), also called Swish. */
export function silu(x: number): number {
  return x * sigmoid(x);
}

/** Returns x · tanh(softplus(x)) (Misra 2020). */
export function mish(x: number): number {
  return x * Math.tanh(softplus(x));
}

/** Returns a {@link sigmoid} of three straight pieces: 0 up to −3, 1 from 3 on. */
export function hardSigmoid(x: number): number {
  return relu6(x + 3) / 6;
}

/** Returns x · hardSigmoid(x) (MobileNetV3). */
export function hardSwish(x: number): number {
  return x * hardSigmoid(x);
}

/** Returns x · Φ(x) with the normal distribution function Φ (Hendrycks and Gimpel 2016). */
export function gelu(x: number): number {
  return (x / 2) * (1 + erf(x / Math.SQRT2));
}

/** Returns the approximation of {@link gelu} by tanh that GPT-2 and early ViTs use. */
export function geluTanh(x: number): number {
  return (x / 2) * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3)));
}

/**
 * Returns the error function 2/√π ∫₀ˣ e^(−t²) dt; its error is below 1e-14.
 * Source: NIST Digital Library of Mathematical Functions, 7.6.2, a series without cancellation.
 */
export function erf(x: number): number {
  // Beyond 6 it differs from 1 by less than a double can show.
  if (Math.abs(x) > 6) return Math.sign(x);
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n += 1) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}
