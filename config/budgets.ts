/** What a page may weigh before any figure wakes, gzipped, in bytes (1 kB = 1,024), and in requests. */
export const pageBudget = {
  html: 30 * 1024,
  css: 14 * 1024,
  js: 20 * 1024,
  fonts: 90 * 1024,
  pictures: 80 * 1024,
  requests: 16,
} as const;

/**
 * What the scripts that wake a figure may weigh, gzipped, in bytes: those of its own, which no other figure
 * fetches; and, once, those that every figure fetches (Svelte's runtime, the frame, the panel).
 */
export const figureBudget = 35 * 1024;

/** What the weights of a model may weigh, gzipped, in bytes; models not named here have `others`. */
export const weightsBudget: Readonly<Record<string, number>> & { readonly others: number } = {
  detector: 165_000,
  others: 400_000,
};

/**
 * What the street renderer may weigh, gzipped, in bytes: its worker with all that a junction on a clear day needs,
 * and what the worker fetches when a scene is elsewhere (square, park, lane, bend) or in other light.
 */
export const streetBudget: Readonly<Record<string, number>> = {
  'street-worker': 33 * 1024,
  'other-places': 2.75 * 1024,
  'other-light': 2.5 * 1024,
};
