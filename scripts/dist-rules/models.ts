import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { z } from 'astro/zod';
import { weightsBudget } from '../../config/budgets.ts';
import type { Rule } from './built-site.ts';

const cardWithHashes = z.looseObject({
  files: z.record(z.string(), z.looseObject({ bytes: z.int(), sha256: z.string().length(64) })),
});

/** Every model file is the one that its card describes, and no heavier than it may be. */
export const models: Rule = {
  name: 'model files are those of their cards',
  check(site) {
    const faults: string[] = [];
    for (const [name, content] of site.files) {
      if (!/^models\/[^/]+\/card\.json$/.test(name)) continue;
      const folder = name.slice(0, -'card.json'.length);
      const card = cardWithHashes.safeParse(JSON.parse(String(content)));
      if (!card.success) {
        faults.push(`${name}: lists no files with bytes and sha256`);
        continue;
      }
      for (const [file, { bytes, sha256 }] of Object.entries(card.data.files)) {
        const found = site.files.get(folder + file);
        if (!found) faults.push(`${name}: ${file} is missing`);
        else if (found.length !== bytes) faults.push(`${name}: ${file} is not of ${bytes} bytes`);
        else if (createHash('sha256').update(found).digest('hex') !== sha256) {
          faults.push(`${name}: ${file} has another hash`);
        }
        if (found && file.endsWith('.bin')) {
          const allowed = weightsBudget[name.split('/')[1] ?? ''] ?? weightsBudget.others;
          const weight = gzipSync(found).length;
          if (weight > allowed)
            faults.push(`${name}: ${file} has ${weight} bytes, ${allowed} allowed`);
        }
      }
    }
    return faults;
  },
};
