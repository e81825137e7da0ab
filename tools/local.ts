import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Advice } from './emulators/progress.ts';
import { ROOT } from './emulators/run.ts';
import { firebaseConfig } from './emulators/suite.ts';

interface Config {
  emulators: Record<string, { port?: number }>;
}

/** The ports of `npm start`, as firebase.json has them. */
export const PORTS = Object.fromEntries(
  Object.entries((JSON.parse(readFileSync(join(ROOT, 'firebase.json'), 'utf8')) as Config).emulators).flatMap(
    ([name, { port }]) => (port === undefined ? [] : [[name, port]]),
  ),
) as Record<'hosting' | 'functions' | 'firestore' | 'auth' | 'storage' | 'hub' | 'ui', number>;

/** The project of `npm start`. */
export const PROJECT = 'demo-infloo';

/** What the Admin SDK needs to reach the suite of `npm start`; set before it is loaded. */
export const LOCAL_ENV = {
  GCLOUD_PROJECT: PROJECT,
  METADATA_SERVER_DETECTION: 'none',
  FIRESTORE_EMULATOR_HOST: `127.0.0.1:${PORTS.firestore}`,
  FIREBASE_AUTH_EMULATOR_HOST: `127.0.0.1:${PORTS.auth}`,
  FIREBASE_STORAGE_EMULATOR_HOST: `127.0.0.1:${PORTS.storage}`,
  FIREBASE_CONFIG: firebaseConfig(PROJECT),
};

/** @throws Advice when `npm start` isn't running */
export async function requireSuite(): Promise<void> {
  const answer = await fetch(`http://127.0.0.1:${PORTS.hub}/`).catch(() => null);
  if (!answer?.ok) throw new Advice('The local suite is not running. Run npm start in another terminal first.');
}
