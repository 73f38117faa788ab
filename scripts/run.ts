import { spawn } from 'node:child_process';

/** What a finished command left behind. */
export interface Finished {
  /** Exit status; 1 where a signal ended it. */
  status: number;
  /** Standard output and standard error in the order in which they came. */
  output: string;
  seconds: number;
}

/**
 * Runs a command to its end, showing its output as it comes.
 *
 * @param command program found on PATH (npm scripts have `node_modules/.bin` on it)
 * @param environment added to the environment of this process
 */
export function run(
  command: string,
  args: readonly string[],
  environment: Record<string, string> = {},
): Promise<Finished> {
  const start = performance.now();
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      env: { ...process.env, FORCE_COLOR: '0', NO_COLOR: '1', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const take = (stream: NodeJS.WriteStream) => (chunk: Buffer) => {
      output += chunk.toString();
      stream.write(chunk);
    };
    child.stdout.on('data', take(process.stdout));
    child.stderr.on('data', take(process.stderr));
    const finish = (status: number) =>
      resolve({ status, output, seconds: (performance.now() - start) / 1000 });
    child.on('error', (error) => {
      output += error.message;
      console.error(`${command} could not be started: ${error.message}`);
      finish(1);
    });
    child.on('close', (status) => finish(status ?? 1));
  });
}
