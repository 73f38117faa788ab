/** `npm run check`: formatting, lint (imports run one way) and types, each counted as one check. */
import { run } from './run.ts';

const checks = [
  { name: 'formatting', command: 'prettier', args: ['--check', '--log-level', 'warn', '.'] },
  { name: 'lint', command: 'eslint', args: ['--max-warnings', '0', '.'] },
  {
    name: 'types of pages',
    command: 'astro',
    args: ['check', '--minimumFailingSeverity', 'warning'],
  },
  {
    name: 'types of figures',
    command: 'svelte-check',
    args: ['--tsconfig', './tsconfig.json', '--fail-on-warnings'],
  },
  { name: 'types of modules', command: 'tsc', args: ['--noEmit', '--pretty', 'false'] },
];

let failed = 0;
for (const { name, command, args } of checks) {
  const { status, seconds } = await run(command, args);
  if (status !== 0) failed++;
  console.log(`${status === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds.toFixed(0)} s)`);
}
console.log(`${checks.length - failed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
