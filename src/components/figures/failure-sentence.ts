import { RuntimeError } from '../../runtime/index.ts';

/**
 * Returns what a reader is told of a run that failed: the runtime's own sentence, and `otherwise` for
 * what nobody foresaw.
 */
export function failureSentence(
  error: unknown,
  otherwise = 'The model stopped unexpectedly. Try again.',
): string {
  return error instanceof RuntimeError ? error.message : otherwise;
}
