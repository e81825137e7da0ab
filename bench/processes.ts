import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { ROOT } from '../tools/emulators/run.ts';

export const SERVERS = join(ROOT, 'bench', 'servers');
const FRAMEWORK = join(ROOT, 'node_modules', '@google-cloud', 'functions-framework', 'build', 'src', 'main.js');

/** A server of the bench: a function in Google's Functions Framework, as the platform runs it, or a program by itself. */
export type Program = { file: string } | { source: string; target: string; event?: true };

export interface Running {
  port: number;
  child: ChildProcess;
  /** What the process has in memory, in MB. */
  memory(): number;
  /** How long it has computed on all cores, in milliseconds, to the nearest ten. */
  computed(): number;
  stop(): Promise<void>;
}

export interface Ask {
  method?: string;
  path: string;
  headers?: Record<string, string>;
  body?: Buffer;
}

/** @returns a port that nothing listens on */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

/** Starts a server and doesn't wait for it. What it says goes to `log`. */
export function start(
  program: Program,
  { port, env, log, flags = [] }: { port: number; env: NodeJS.ProcessEnv; log: string; flags?: string[] },
): Running {
  const isFunction = 'target' in program;
  const args = isFunction ? [FRAMEWORK, '--source', program.source, '--target', program.target] : [program.file];
  const sink = openSync(log, 'a');
  const child = spawn(process.execPath, [...flags, '--import', join(SERVERS, 'preload.mjs'), ...args], {
    cwd: ROOT,
    env: {
      ...env,
      PORT: String(port),
      ...(isFunction && {
        FUNCTION_TARGET: program.target,
        FUNCTION_SIGNATURE_TYPE: program.event ? 'cloudevent' : 'http',
      }),
    },
    stdio: ['ignore', sink, sink],
  });
  closeSync(sink);
  return {
    port,
    child,
    memory: () => {
      const rss = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1];
      return Number(rss) / 1024;
    },
    computed: () => {
      const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
      return (Number(fields[11]) + Number(fields[12])) * 10;
    },
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGINT');
      const hard = setTimeout(() => child.kill('SIGKILL'), 3_000);
      await gone;
      clearTimeout(hard);
    },
  };
}

/** @returns the status of the answer, or null where nothing listens yet */
function ask(port: number, { method = 'GET', path, headers, body }: Ask): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, method, path, headers, agent: false }, (res) => {
      res.resume();
      res.on('end', () => resolve(res.statusCode ?? 0));
    });
    sent.on('error', (error: NodeJS.ErrnoException) => (error.code === 'ECONNREFUSED' ? resolve(null) : reject(error)));
    sent.end(body);
  });
}

/** Asks until the server answers. @throws Error when it answers a refusal, ends, or takes longer than 30 s */
export async function firstAnswer({ port, child }: Running, question: Ask): Promise<void> {
  const started = performance.now();
  for (;;) {
    const status = await ask(port, question);
    if (status !== null && status < 400) return;
    if (status !== null) throw new Error(`${question.path} answered ${status}.`);
    if (child.exitCode !== null) throw new Error(`The server ended with status ${child.exitCode}.`);
    if (performance.now() - started > 30_000) throw new Error('The server does not answer.');
    await after(1);
  }
}
