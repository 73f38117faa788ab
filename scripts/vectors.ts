/**
 * Runs every reference case of a folder through our functions: one line per file, a line per
 * failure, then the total. `npm run vectors -- FOLDER`; the default is tests/vectors.
 */
import { readVectors, runCase } from '../tests/vectors/cases.ts';

/** Failures shown per file; the rest is counted. */
const SHOWN = 10;

function main(folder: string): boolean {
  let [passed, failed] = [0, 0];
  for (const { name, cases } of readVectors(folder)) {
    const failures = cases.flatMap((test) => {
      const failure = runCase(test);
      return failure === null ? [] : [`  ${test.name} (${test.fn}): ${failure}`];
    });
    passed += cases.length - failures.length;
    failed += failures.length;
    console.log(`${name}: ${cases.length - failures.length} of ${cases.length}`);
    for (const failure of failures.slice(0, SHOWN)) console.log(failure);
    if (failures.length > SHOWN) console.log(`  and ${failures.length - SHOWN} more`);
  }
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0;
}

try {
  if (!main(process.argv[2] ?? 'tests/vectors')) process.exitCode = 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
