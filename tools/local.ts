import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Advice } from './emulators/progress.ts';
import { ROOT } from './emulators/run.ts';
import { environmentOf } from './emulators/suite.ts';

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

/** The Functions emulator of `npm start`. */
export const FUNCTIONS = `http://127.0.0.1:${PORTS.functions}`;

/** What the Admin SDK needs to reach the suite of `npm start`; set before it is loaded. */
export const LOCAL_ENV = environmentOf(PROJECT, PORTS);

/** @throws Advice when `npm start` isn't running */
export async function requireSuite(): Promise<void> {
  const answer = await fetch(`http://127.0.0.1:${PORTS.hub}/`).catch(() => null);
  if (!answer?.ok) throw new Advice('The local suite is not running. Run npm start in another terminal first.');
}
