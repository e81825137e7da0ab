import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

// A process as the platform runs it: Google's Functions Framework, and what `serve.ts` does around other routes.
const FRAMEWORK = 'node_modules/@google-cloud/functions-framework/build/src/main.js';

let child: ChildProcess;
let base: string;
let output = '';

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  return port;
}

async function start(): Promise<void> {
  const port = await freePort();
  output = '';
  child = spawn(
    process.execPath,
    [FRAMEWORK, '--source', join('tests', 'support', 'faulty.ts'), '--target', 'faulty'],
    {
      env: { ...process.env, PORT: String(port), NODE_ENV: 'production', FUNCTION_TARGET: 'faulty' },
    },
  );
  const keep = (chunk: Buffer) => {
    output += chunk;
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  base = `http://127.0.0.1:${port}/api/v1`;
  await vi.waitFor(async () => expect((await fetch(`${base}/fine`)).status).toBe(200), {
    timeout: 45_000,
    interval: 50,
  });
}

beforeAll(start);
afterAll(() => {
  child.kill('SIGKILL');
});

const ask = (path: string) => fetch(`${base}${path}`);

describe('a fault of a request', () => {
  it.each(['/throws', '/rejects', '/later/timer', '/later/tick', '/later/stream', '/later/dropped'])(
    '%s is answered 500 and logged, and ends nothing else',
    async (path) => {
      const other = ask('/slow');
      const response = await ask(path);
      expect(response.status).toBe(500);
      expect(await response.json()).toMatchObject({ code: 'internal', request_id: expect.any(String) });
      expect(await (await other).json()).toEqual({ ok: true });
      await expect.poll(() => output).toContain(`fault of ${path}`);
      expect(child.exitCode).toBeNull();
    },
  );

  it.each(['/after/timer', '/after/dropped'])('%s, once it is answered, is logged, and ends nothing', async (path) => {
    const response = await ask(path);
    expect([response.status, await response.json()]).toEqual([200, { ok: true }]);
    await expect.poll(() => output).toContain(`fault of ${path}`);
    expect((await ask('/fine')).status).toBe(200);
    expect(child.exitCode).toBeNull();
  });
});

it('a fault of no request ends the process, as the platform has it', async () => {
  await ask('/nobody').catch(() => {});
  if (child.exitCode === null) await once(child, 'exit');
  expect(child.exitCode).toBe(16);
  expect(output).toContain('fault of /nobody');
});
