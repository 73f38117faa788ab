/**
 * `npm test`: every check there is, in the order in which a failure is cheapest to read, and one
 * total at the end. A stage that dies before it counted anything counts as one failure.
 */
import { existsSync } from 'node:fs';
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

/** Returns the passed and failed counts of a stage's last line of counts, or null without one. */
function readCounts(output: string): { passed: number; failed: number } | null {
  const ours = [...output.matchAll(/^(\d+) passed, (\d+) failed/gm)].at(-1);
  if (ours) return { passed: Number(ours[1]), failed: Number(ours[2]) };
  const vitest = /^\s*Tests\s+(?:(\d+) failed \| )?(?:(\d+) passed)?/m.exec(output);
  if (vitest) return { passed: Number(vitest[2] ?? 0), failed: Number(vitest[1] ?? 0) };
  return null;
}

const rows: { name: string; passed: number; failed: number; seconds: number }[] = [];
for (const { name, command, args, environment, counts } of stages) {
  console.log(`\n== ${name}`);
  const { status, output, seconds } = await run(command, args, environment);
  const counted = counts ? readCounts(output) : { passed: status === 0 ? 1 : 0, failed: 0 };
  const passed = counted?.passed ?? 0;
  // A bad exit is a failure even where every counted test passed.
  const failed = Math.max(counted?.failed ?? 0, status === 0 ? 0 : 1);
  rows.push({ name, passed, failed, seconds });
}

console.log('\n== total');
for (const { name, passed, failed, seconds } of rows) {
  const counts = `${passed} passed, ${failed} failed`;
  console.log(`   ${name.padEnd(28)} ${counts.padEnd(24)} ${seconds.toFixed(0)} s`);
}
if (existsSync('test-artefacts')) console.log('   screenshots: test-artefacts/');
const sum = (key: 'passed' | 'failed') => rows.reduce((total, row) => total + row[key], 0);
console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
process.exit(sum('failed') ? 1 : 0);
