import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Returns what a card says of the files beside it. */
export function describeFiles(folder: string): Record<string, object> {
  const describe = (name: string): object => {
    const bytes = readFileSync(join(folder, name));
    return {
      bytes: bytes.length,
      gzip: gzipSync(bytes, { level: 9 }).length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    };
  };
  return { 'weights.bin': describe('weights.bin'), 'golden.json': describe('golden.json') };
}
