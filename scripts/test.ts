/**
 * `npm test`: every check there is, in the order in which a failure is cheapest to read, and one
 * total at the end. A stage that dies before it counted anything counts as one failure; what this machine
 * cannot run is counted as skipped, with the reason.
 */
import { existsSync } from 'node:fs';
import { countsLine, readCounts, skipReasons, type Counts } from './counts.ts';
import { run } from './run.ts';

/** Where the second build lies: the same site under a sub-path, as a project page of a free host. */
const SUB_PATH = { BASE: '/sub/path', SITE: 'https://example.org', OUT_DIR: 'dist-sub' };

interface Stage {
  name: string;
  command: string;
  args: string[];
  environment?: Record<string, string>;
  /** A command without counts of its own is one check: it ends well or it does not. */
  counts: boolean;
}

const script = (name: string, file: string, environment: Record<string, string> = {}): Stage => ({
  name,
  command: 'node',
  args: [file],
  environment,
  counts: true,
});

const stages: Stage[] = [
  script('check', 'scripts/check.ts'),
  { name: 'test:unit', command: 'vitest', args: ['run'], counts: true },
  script('vectors', 'scripts/vectors.ts'),
  { name: 'build', command: 'astro', args: ['build'], counts: false },
  script('test:dist', 'scripts/test-dist.ts'),
  {
    name: 'build under a sub-path',
    command: 'astro',
    args: ['build'],
    environment: SUB_PATH,
    counts: false,
  },
  script('test:dist under a sub-path', 'scripts/test-dist.ts', SUB_PATH),
  script('test:browser', 'scripts/test-browser.ts'),
  script('test:firefox', 'scripts/test-firefox.ts'),
  script('train:smoke', 'scripts/train-smoke.ts'),
];

const rows: { name: string; counts: Counts; reasons: string[]; seconds: number }[] = [];
for (const { name, command, args, environment, counts } of stages) {
  console.log(`\n== ${name}`);
  const { status, output, seconds } = await run(command, args, environment);
  const ended = { passed: status === 0 ? 1 : 0, failed: 0, skipped: 0 };
  const counted = counts ? readCounts(output) : ended;
  // A bad exit is a failure even where every counted test passed, and so is an end without counts.
  const failed = Math.max(counted?.failed ?? 1, status === 0 ? 0 : 1);
  const { passed, skipped } = counted ?? { passed: 0, skipped: 0 };
  rows.push({ name, counts: { passed, failed, skipped }, reasons: skipReasons(output), seconds });
}

console.log('\n== total');
for (const { name, counts, seconds } of rows) {
  console.log(`   ${name.padEnd(28)} ${countsLine(counts).padEnd(36)} ${seconds.toFixed(0)} s`);
}
if (existsSync('test-artefacts')) console.log('   screenshots: test-artefacts/');
const sum = (key: keyof Counts) => rows.reduce((total, { counts }) => total + counts[key], 0);
if (sum('skipped')) console.log(`${sum('skipped')} skipped:`);
for (const { name, reasons } of rows) {
  for (const reason of reasons) console.log(`   ${name}: ${reason}`);
}
console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
process.exit(sum('failed') ? 1 : 0);
