import { existsSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { Advice, step } from './progress.ts';
import { run } from './run.ts';

const VERSION = '0.6.0';

/** Kept outside the checkout, so that the next clone finds what this one got. */
export const CACHE = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'infloo');

/** Which program serves Firestore: hidane (https://hidane.dev), or Google's emulator, which needs Java 21. */
export type FirestoreServer = { kind: 'hidane'; binary: string } | { kind: 'official' };

const answers = async (binary: string): Promise<boolean> => (await run(binary, ['--version'])).status === 0;

async function javaMajor(): Promise<number> {
  const { status, output } = await run('java', ['-version']);
  const version = /version "(?:1\.)?(\d+)/.exec(output)?.[1];
  return status === 0 && version ? Number(version) : 0;
}

/** npm first, which has it ready-made on some registries: a refusal comes in a second. */
async function fromNpm(): Promise<string | null> {
  const folder = join(CACHE, `hidane-npm-${VERSION}`);
  const binary = join(folder, 'node_modules', '.bin', 'hidane');
  if (existsSync(binary)) return binary;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), '{"private":true}\n');
  const { status } = await run(
    'npm',
    [
      'install',
      `hidane@${VERSION}`,
      ...['--ignore-scripts', '--no-audit', '--no-fund', '--fetch-retries=0', '--fetch-timeout=20000'],
    ],
    { cwd: folder },
  );
  return status === 0 && existsSync(binary) && (await answers(binary)) ? binary : null;
}

async function fromCargo(): Promise<string | null> {
  const folder = join(CACHE, `hidane-${VERSION}`);
  const binary = join(folder, 'bin', 'hidane');
  if (existsSync(binary)) return binary;
  const { status, output } = await run('cargo', [
    'install',
    'hidane',
    '--version',
    VERSION,
    '--locked',
    '--root',
    folder,
  ]);
  if (status === 0) return binary;
  if (status !== 127) console.error(output.trim().split('\n').slice(-5).join('\n'));
  return null;
}

/**
 * Finds a Firestore emulator or gets one: `HIDANE_BIN`, PATH, the cache, npm, cargo, then Google's own.
 * `INFLOO_FIRESTORE=official` goes straight to the last.
 * @throws Advice when there is none to be had
 */
export async function findFirestore(): Promise<FirestoreServer> {
  if (process.env.INFLOO_FIRESTORE === 'official') {
    if ((await javaMajor()) >= 21) return { kind: 'official' };
    throw new Advice(
      'INFLOO_FIRESTORE=official needs Java 21 or newer. Install it, or unset the variable to use hidane.',
    );
  }
  const named = process.env.HIDANE_BIN;
  if (named) {
    if (await answers(named)) return { kind: 'hidane', binary: named };
    throw new Advice(`HIDANE_BIN is ${named}, which does not run. Correct or unset it.`);
  }
  if (await answers('hidane')) return { kind: 'hidane', binary: 'hidane' };
  for (const cached of [
    join(CACHE, `hidane-${VERSION}`, 'bin', 'hidane'),
    join(CACHE, `hidane-npm-${VERSION}`, 'node_modules', '.bin', 'hidane'),
  ]) {
    if (existsSync(cached)) return { kind: 'hidane', binary: cached };
  }
  const got = await step(
    'Getting the Firestore emulator (once a machine; some 3 minutes where it must be compiled)',
    async () => {
      const binary = (await fromNpm()) ?? (await fromCargo());
      if (!binary) throw new Error('Neither npm nor cargo has it.');
      return binary;
    },
  ).catch(() => null);
  if (got) return { kind: 'hidane', binary: got };
  if ((await javaMajor()) >= 21) return { kind: 'official' };
  throw new Advice(
    'No Firestore emulator: npm and cargo could not get hidane, and there is no Java 21 for Google’s own. ' +
      'Install Rust (https://rustup.rs) or Java 21, check the network, and run this again.',
  );
}

/** What firebase-tools has downloaded before, by the beginning of its name: its own runtimes are used where they are. */
export async function hasDownload(prefix: string): Promise<boolean> {
  const folder = process.env.FIREBASE_EMULATORS_PATH ?? join(homedir(), '.cache', 'firebase', 'emulators');
  const files = await readdir(folder).catch(() => []);
  return files.some((file) => file.startsWith(prefix));
}

/** @returns whether Google's own runtime for Storage rules can run here */
export const hasOfficialStorageRules = async (): Promise<boolean> =>
  (await hasDownload('cloud-storage-rules-runtime')) && (await javaMajor()) >= 11;
