import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { CACHE, findFirestore, hasDownload, hasOfficialStorageRules } from './firestore.ts';
import { descendants, end, type Process } from './processes.ts';
import { Advice, step } from './progress.ts';
import { ROOT } from './run.ts';

export interface SuiteOptions {
  /** A `demo-…` project: such can't exist in the cloud, so nothing real is ever touched. */
  project: string;
  /** Added to every port of firebase.json, so that two suites run side by side. */
  portOffset?: number;
  /** A folder to load the data from, if it exists, and to write it to at the end. */
  keep?: string;
  /** Keep the door closed (`door.ts`) until `populate` opens it. */
  closed?: boolean;
  /** Ends the suite when aborted, also while it is still starting. */
  signal?: AbortSignal;
}

export interface Suite {
  project: string;
  ports: Record<string, number>;
  /** What a process needs to talk to this suite through the Admin SDK. */
  env: Record<string, string>;
  /** The dashboard's address; the API is below it at `/api/v1`. */
  url: string;
  /** Rejects when the suite ends by itself. */
  ended: Promise<never>;
  stop(): Promise<void>;
}

type Emulators = Record<string, { host?: string; port?: number; websocketPort?: number; enabled?: boolean }>;

/** What a process needs to talk to a suite through the Admin SDK. */
export const environmentOf = (project: string, ports: Record<string, number>): Record<string, string> => ({
  GCLOUD_PROJECT: project,
  // Without it Google's libraries look for the metadata server of a cloud machine.
  METADATA_SERVER_DETECTION: 'none',
  FIRESTORE_EMULATOR_HOST: `127.0.0.1:${ports.firestore}`,
  FIREBASE_AUTH_EMULATOR_HOST: `127.0.0.1:${ports.auth}`,
  FIREBASE_STORAGE_EMULATOR_HOST: `127.0.0.1:${ports.storage}`,
  // As firebase-tools tells the functions: without it the Admin SDK would take another bucket.
  FIREBASE_CONFIG: JSON.stringify({ projectId: project, storageBucket: `${project}.appspot.com` }),
});

/** A key for the addresses of private files, which lives as long as the suite. @returns it in PEM */
const newSigningKey = (): string =>
  generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  }).privateKey;

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });

interface RunConfig {
  file: string;
  ports: Record<string, number>;
  /** The functions that Hosting serves. */
  served: string[];
}

/**
 * firebase.json for this run: moved ports, no Emulator UI where it would have to be downloaded, and a
 * Content-Security-Policy that also lets the dashboard reach the emulators. Relative paths in it need it to lie in
 * the top folder.
 */
async function writeConfig(project: string, offset: number): Promise<RunConfig> {
  const config = JSON.parse(await readFile(join(ROOT, 'firebase.json'), 'utf8')) as {
    emulators: Emulators;
    hosting: {
      headers: { headers: { key: string; value: string }[] }[];
      rewrites: { function?: { functionId: string } }[];
    };
  };
  const ports: Record<string, number> = {};
  const hasUi = await hasDownload('ui-v');
  for (const [name, emulator] of Object.entries(config.emulators)) {
    if (emulator.port === undefined) continue;
    emulator.port += offset;
    if (emulator.websocketPort) emulator.websocketPort += offset;
    if (name === 'ui' && !hasUi) emulator.enabled = false;
    else ports[name] = emulator.port;
  }
  const origins = ['auth', 'firestore', 'storage'].map((name) => `http://127.0.0.1:${ports[name]}`).join(' ');
  for (const { headers } of config.hosting.headers) {
    for (const header of headers) {
      if (header.key === 'Content-Security-Policy') {
        header.value = header.value
          .replace('connect-src', `connect-src ${origins}`)
          .replace('img-src', `img-src ${origins}`)
          .replace('media-src', `media-src ${origins}`);
      }
      // Plain http on this machine: the browser must not remember to insist on TLS for 127.0.0.1.
      if (header.key === 'Strict-Transport-Security') header.value = 'max-age=0';
    }
  }
  const file = join(ROOT, `firebase.${project}.json`);
  await writeFile(file, `${JSON.stringify(config, null, 2)}\n`);
  const served = config.hosting.rewrites.flatMap((rewrite) => rewrite.function?.functionId ?? []);
  return { file, ports, served };
}

/** @throws Advice naming the first port that something else holds */
async function requirePorts(ports: Record<string, number>): Promise<void> {
  for (const [name, port] of Object.entries(ports)) {
    if (!(await isFree(port))) {
      throw new Advice(
        `Port ${port} (${name}) is in use. Stop what holds it (lsof -i :${port} tells), and run this again.`,
      );
    }
  }
}

/** The same before anything is built, for the ports of firebase.json as they are. */
export async function requireFreePorts(): Promise<void> {
  const { emulators } = JSON.parse(await readFile(join(ROOT, 'firebase.json'), 'utf8')) as { emulators: Emulators };
  const ports = Object.entries(emulators).flatMap(([name, { port }]) =>
    port && name !== 'ui' ? [[name, port] as const] : [],
  );
  await requirePorts(Object.fromEntries(ports));
}

/** The end of what a process has said, as plain text. */
function lastWords(child: ChildProcess): () => string {
  let output = '';
  const keep = (chunk: Buffer) => {
    output = (output + stripVTControlCharacters(chunk.toString())).slice(-4000);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  return () =>
    output
      .split('\n')
      // Without the frames that firebase-tools draws.
      .filter((line) => /[A-Za-z]/.test(line) && !/[│┌├└]/.test(line))
      .slice(-12)
      .map((line) => `  ${line}`)
      .join('\n');
}

/** Waits for the line that says that everything is up. */
function ready(child: ChildProcess, log: string, words: () => string): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = '';
    const onData = (chunk: Buffer) => {
      output += chunk.toString();
      if (!output.includes('All emulators ready')) return;
      child.stdout?.off('data', onData);
      resolve();
    };
    child.stdout?.on('data', onData);
    child.once('error', reject);
    child.once('exit', () =>
      reject(new Advice(`The suite did not start:\n${words()}\n(the whole output is in ${log})`)),
    );
  });
}

/** What a person who sees the suite end by itself must know. */
function obituary(status: number | null, signal: string | null, words: string, log: string): Advice {
  const how =
    // 128 + 9: what stands between us and firebase-tools passes the signal on as a status.
    signal === 'SIGKILL' || status === 137
      ? 'The system ended it (SIGKILL), most likely because memory ran out: close something else, and start it again.'
      : `Nobody asked it to (${signal ?? `exit status ${status}`}). Everything that it had started is stopped; start it again.`;
  return new Advice(`The local suite has ended. ${how}\nIts last words:\n${words}\n(the whole output is in ${log})`);
}

/**
 * Starts Auth, Functions, Firestore, Storage and Hosting on 127.0.0.1. `functions/lib` and `dashboard/dist` must have
 * been built.
 * @throws Advice for a port in use, no Firestore to be had, or a suite that doesn't come up
 */
export async function startSuite({ project, portOffset = 0, keep, closed, signal }: SuiteOptions): Promise<Suite> {
  if (!project.startsWith('demo-')) throw new Advice(`The suite only runs demo- projects; ${project} might be real.`);
  const firestore = await findFirestore();
  const { file, ports, served } = await writeConfig(project, portOffset);
  await requirePorts(ports);
  const logs = join(ROOT, '.emulators', project);
  await mkdir(logs, { recursive: true });

  const tools = dirname(new URL(import.meta.url).pathname);
  const rules = join(ROOT, 'tools', 'storage-rules', 'src', 'serve.ts');
  const ownRules = !(await hasOfficialStorageRules());
  // The Storage emulator keeps its files in the temporary folder, and clears it: two suites must not share one. Kept
  // short, because sockets lie there, too.
  const temporary = await mkdtemp(join(tmpdir(), 'infloo-'));
  const signing = { STORAGE_EMULATOR_KEY: newSigningKey() };
  // The emulators find one another by themselves: what this process is told about a suite is not for them.
  const told = Object.keys(environmentOf(project, ports));
  const env: NodeJS.ProcessEnv = {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !told.includes(name))),
    TMPDIR: temporary,
    PATH: [join(tools, 'bin'), dirname(process.execPath), process.env.PATH].join(delimiter),
    ...(ownRules && {
      STORAGE_EMULATOR_BINARY_PATH: rules,
      INFLOO_STORAGE_RULES: rules,
      INFLOO_NODE: process.execPath,
    }),
    INFLOO_STARTED_BY: String(process.pid),
    INFLOO_FUNCTIONS_PORT: String(ports.functions),
    INFLOO_HOSTING_PORT: String(ports.hosting),
    INFLOO_STORAGE_PORT: String(ports.storage),
    ...signing,
    INFLOO_SERVED: served.join(),
    INFLOO_DOOR: closed ? 'closed' : 'open',
    // Compiled code is kept from one start to the next, for firebase-tools and for each process of a function.
    NODE_COMPILE_CACHE: join(CACHE, 'compiled'),
    // The functions' definitions come by file: by http their process takes three seconds to let go of the connection.
    FIREBASE_FUNCTIONS_DISCOVERY_OUTPUT_PATH: 'true',
    // Seconds for a function's process to load. When they are over the emulator never answers the call that waits for it,
    // and a busy machine takes longer than the usual thirty.
    FUNCTIONS_DISCOVERY_TIMEOUT: '300',
    // Neither asks the network about updates nor reports usage.
    CI: 'true',
    FIREBASE_CLI_DISABLE_UPDATE_CHECK: 'true',
    NO_UPDATE_NOTIFIER: '1',
    METADATA_SERVER_DETECTION: 'none',
  };
  const only = ['auth', 'functions', 'firestore', 'storage', 'hosting', ...(ports.ui ? ['ui'] : [])];
  const firebase = [
    ...['--disable-warning=ExperimentalWarning', '--import', join(tools, 'guard.ts')],
    join(ROOT, 'node_modules', 'firebase-tools', 'lib', 'bin', 'firebase.js'),
    'emulators:start',
    ...['--project', project, '--config', file, '--only', only.filter((name) => name !== 'ui').join(',')],
    ...(keep ? ['--import', keep, '--export-on-exit', keep] : []),
  ];
  const command = firestore.kind === 'hidane' ? [firestore.binary, 'exec', '--', process.execPath] : [process.execPath];
  const [program = '', ...args] = [...command, ...firebase];
  const log = join(logs, 'suite.log');
  const child = spawn(program, args, { cwd: ROOT, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const sink = createWriteStream(log);
  child.stdout?.pipe(sink, { end: false });
  child.stderr?.pipe(sink, { end: false });

  const words = lastWords(child);

  let started: Process[] = [];
  const stop = async () => {
    await end(child, started);
    await rm(file, { force: true });
    await rm(temporary, { recursive: true, force: true });
  };
  const abort = () => void end(child, started);
  signal?.addEventListener('abort', abort, { once: true });
  if (signal?.aborted) abort();
  try {
    await step('Starting Auth, Functions, Firestore, Storage and Hosting', () => ready(child, log, words));
    started = await descendants(child.pid ?? 0);
  } catch (error) {
    await stop();
    throw signal?.aborted ? new Advice('Stopped before it was ready.') : error;
  }
  signal?.removeEventListener('abort', abort);
  const ended = new Promise<never>((_, reject) => {
    child.once('exit', (status, by) => reject(obituary(status, by, words(), log)));
  });
  // A caller that doesn't wait for it must not be brought down by it.
  ended.catch(() => {});
  return {
    project,
    ports,
    url: `http://127.0.0.1:${ports.hosting}`,
    env: { ...environmentOf(project, ports), ...signing },
    ended,
    stop,
  };
}
