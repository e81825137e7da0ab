import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { findFirestore } from '../tools/emulators/firestore.ts';
import { Advice, step } from '../tools/emulators/progress.ts';
import { ROOT } from '../tools/emulators/run.ts';
import { freePort, type Program, type Running, start } from './processes.ts';
import { type Signer, startTokens } from './tokens.ts';
import { ME, seed } from './world.ts';

const PROJECT = 'demo-infloo-bench';
const LOGS = join(ROOT, '.emulators', 'bench');

/** How tokens are checked: by their signature, as in production, or by asking Auth, as with its emulator. */
export type Check = 'signature' | 'emulator';

/** Everything that the servers of a bench stand on. */
export interface Stage {
  /** What those send who are signed in, a session each. */
  headers: Record<Check, { authorization: string }[]>;
  start(
    name: string,
    program: Program,
    options?: { check?: Check; flags?: string[]; env?: NodeJS.ProcessEnv },
  ): Promise<Running>;
  stop(): Promise<void>;
}

async function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

/** Starts Firestore alone. */
export async function startFirestore(port: number): Promise<ChildProcess> {
  const found = await findFirestore();
  if (found.kind !== 'hidane') throw new Advice('The bench needs hidane for Firestore: unset INFLOO_FIRESTORE.');
  const child = spawn(found.binary, ['--host', '127.0.0.1', '--port', String(port)], { stdio: 'ignore' });
  for (const started = Date.now(); !(await listens(port)); await after(20)) {
    if (child.exitCode !== null || Date.now() - started > 20_000) throw new Error('Firestore did not start.');
  }
  return child;
}

/** What a function is told by the platform, and by the parameters of the local suite. */
function environment(firestorePort: number, tokens: Signer, check: Check): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR } = process.env;
  return {
    ...Object.fromEntries(
      Object.entries(process.env).filter(([name]) =>
        /^(REGION|WEB_API_KEY|IDENTITY_PLATFORM|TRUSTED_PROXIES|RATE_\w+|MALLOC_\w+)$/.test(name),
      ),
    ),
    ...(PATH && { PATH }),
    ...(HOME && { HOME }),
    ...(TMPDIR && { TMPDIR }),
    NODE_ENV: 'production',
    GCLOUD_PROJECT: PROJECT,
    FIREBASE_CONFIG: JSON.stringify({ projectId: PROJECT }),
    // firebase deploy sets it.
    LOG_EXECUTION_ID: 'true',
    METADATA_SERVER_DETECTION: 'none',
    FIRESTORE_EMULATOR_HOST: `127.0.0.1:${firestorePort}`,
    BENCH_KEYS_PORT: String(tokens.keysPort),
    ...(check === 'emulator' && { FIREBASE_AUTH_EMULATOR_HOST: `127.0.0.1:${tokens.authPort}` }),
  };
}

/** Starts Firestore with somebody's data in it. */
export async function setStage(): Promise<Stage> {
  for (const file of ['.env', '.env.local']) process.loadEnvFile(join(ROOT, 'functions', file));
  await rm(LOGS, { recursive: true, force: true });
  await mkdir(LOGS, { recursive: true });
  const port = await freePort();
  const tokens = await startTokens(PROJECT, ME);
  const firestore = await step('Starting Firestore, and filling it', async () => {
    const child = await startFirestore(port);
    Object.assign(process.env, {
      GCLOUD_PROJECT: PROJECT,
      FIRESTORE_EMULATOR_HOST: `127.0.0.1:${port}`,
      METADATA_SERVER_DETECTION: 'none',
    });
    await seed();
    return child;
  });
  const running = new Set<Running>();
  return {
    headers: {
      signature: tokens.signed.map((token) => ({ authorization: `Bearer ${token}` })),
      emulator: [{ authorization: `Bearer ${tokens.unsigned}` }],
    },
    start: async (name, program, { check = 'signature', flags, env } = {}) => {
      const server = start(program, {
        port: await freePort(),
        env: { ...environment(port, tokens, check), ...env },
        log: join(LOGS, `${name}.log`),
        ...(flags && { flags }),
      });
      running.add(server);
      return server;
    },
    stop: async () => {
      await Promise.all([...running].map((server) => server.stop()));
      tokens.stop();
      firestore.kill('SIGKILL');
    },
  };
}
