/**
 * `npm run test:dist`: holds the built site against every rule of `scripts/dist-rules`. `OUT_DIR`, `BASE`
 * and `SITE` are those of the build.
 */
import { base, outDir, site as origin } from '../config/site.ts';
import { heaviest } from './dist-rules/budgets.ts';
import { readSite } from './dist-rules/built-site.ts';
import { figureWeights } from './dist-rules/figures.ts';
import { rules } from './dist-rules/rules.ts';

/** How many faults of one rule are printed. */
const SHOWN = 25;

const site = readSite(outDir, base, origin);
let failed = 0;
for (const { name, check } of rules) {
  const faults = await check(site);
  if (faults.length > 0) failed += 1;
  console.log(`${faults.length > 0 ? 'FAIL' : 'ok  '} ${name}`);
  for (const fault of faults.slice(0, SHOWN)) console.log(`       ${fault}`);
  if (faults.length > SHOWN) console.log(`       and ${faults.length - SHOWN} more`);
}
const most = Object.entries(heaviest(site)).map(([kind, value]) => `${kind} ${value}`);
console.log(`Heaviest page by kind, gzipped bytes: ${most.join(', ')}`);
const { own, common, shared } = figureWeights(site);
const figures = [...own].map(([slug, weight]) => `${slug} ${weight}`).join(', ');
console.log(
  `Scripts of figures, gzipped bytes: ${figures}; every figure's ${common}, shared ${shared}`,
);
console.log(`${site.pages.length} pages, ${site.files.size} files in ${outDir}`);
console.log(`${rules.length - failed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
