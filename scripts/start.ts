/** `npm start`: builds the site with its search index and serves it until it is stopped. */
import { run } from './run.ts';
import { serve } from './serve.ts';

const port = Number(process.env['PORT'] ?? 4321);
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error(`PORT must be a whole number from 0 to 65535, not "${process.env['PORT']}".`);
  process.exit(1);
}
const { status } = await run('astro', ['build']);
if (status !== 0) process.exit(status);
try {
  const { origin } = await serve({
    folder: process.env['OUT_DIR'] ?? 'dist',
    base: process.env['BASE'] ?? '/',
    port,
  });
  console.log(`\nReceptive is served on ${origin}/ (Ctrl+C ends it).`);
} catch (error) {
  const busy = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  console.error(
    busy
      ? `Port ${port} is taken: choose another one with PORT=4322 npm start.`
      : `The server could not be started: ${String(error)}`,
  );
  process.exit(1);
}
