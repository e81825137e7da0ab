import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';

/** Runs a program behind the guard that, like firebase-tools, ends with status 3 on whatever it did not catch. */
function statusAfter(error: string): number | null {
  const program = `
    process.on('uncaughtException', () => process.exit(3));
    setImmediate(() => { throw ${error}; });
    // After it, however busy the machine is: a timer might ring first.
    setImmediate(() => setImmediate(() => process.exit(0)));`;
  return spawnSync(process.execPath, ['--import', './tools/emulators/guard.ts', '-e', program]).status;
}

it.each(['EPIPE', 'ECONNRESET', 'ERR_HTTP_HEADERS_SENT'])('a request that ends in %s doesn’t end the suite', (code) => {
  expect(statusAfter(`Object.assign(new Error('x'), { code: '${code}' })`)).toBe(0);
});

it.each(["new Error('a fault')", "Object.assign(new Error('x'), { code: 'EADDRINUSE' })", 'null'])(
  '%s still does',
  (error) => {
    expect(statusAfter(error)).toBe(3);
  },
);
