import { execFileSync } from 'node:child_process';
import { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { atFunctions, atHosting, Door, isOfOneRequest, servedBy } from './door.ts';
import { atStorage, verifierOf } from './signed.ts';

// Loaded into the process of firebase-tools before it (`node --import`): puts the door before its Functions and Hosting
// emulators, checks signed addresses before its Storage emulator, and keeps one broken connection from ending all of them.

const { INFLOO_STARTED_BY, INFLOO_SERVED, INFLOO_DOOR, STORAGE_EMULATOR_KEY } = process.env;
const { INFLOO_FUNCTIONS_PORT, INFLOO_HOSTING_PORT, INFLOO_STORAGE_PORT } = process.env;
const verifier = STORAGE_EMULATOR_KEY ? verifierOf(STORAGE_EMULATOR_KEY) : null;
const door = new Door(INFLOO_DOOR === 'closed');
const isServed = servedBy(INFLOO_SERVED?.split(',') ?? []);

/**
 * How long a connection is kept. Node's five seconds are soon over on a busy machine, and who sends their next request at
 * that very moment is reset.
 */
const KEPT_MS = 60_000;

const emit = Server.prototype.emit as (this: Server, event: string | symbol, ...args: unknown[]) => boolean;
Server.prototype.emit = function (this: Server, event: string | symbol, ...args: unknown[]): boolean {
  const pass = () => emit.call(this, event, ...args);
  // Before the first request: what that is told is taken from here when it arrives.
  if (event === 'connection') this.keepAliveTimeout = KEPT_MS;
  if (event !== 'request') return pass();
  const port = (this.address() as AddressInfo | null)?.port;
  const [req, res] = args as Parameters<typeof atHosting>;
  if (port === Number(INFLOO_FUNCTIONS_PORT)) atFunctions(door, isServed, req, res, pass);
  else if (port === Number(INFLOO_HOSTING_PORT)) atHosting(req, res, pass);
  else if (port === Number(INFLOO_STORAGE_PORT) && verifier) atStorage(verifier, req, res, pass);
  else return pass();
  return true;
};

const on = process.on;
process.on = function (this: NodeJS.Process, event: string, listener: (...args: unknown[]) => void) {
  if (event !== 'uncaughtException') return on.call(this, event, listener);
  return on.call(this, event, (error: unknown, ...more: unknown[]) => {
    if (isOfOneRequest(error)) console.error(`A request failed, and the suite goes on: ${error}`);
    else listener(error, ...more);
  });
} as typeof process.on;

const childrenOf = (pid: number): number[] =>
  execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .flatMap(([child = 0, parent]) => (parent === pid ? [child] : []));

function endForGood(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

/** How long the emulators may take to end in order. */
const GRACE_MS = 15_000;

// Whoever started the suite may be gone without a word, killed or at a broken pipe. Then it ends, too, and frees its ports.
const watch = setInterval(() => {
  try {
    process.kill(Number(INFLOO_STARTED_BY), 0);
  } catch {
    clearInterval(watch);
    // Firestore and the Storage rules have groups of their own, and outlive a process that only ends.
    const below = childrenOf(process.pid);
    process.on('exit', () => below.forEach(endForGood));
    setTimeout(() => process.exit(1), GRACE_MS);
    process.kill(process.pid, 'SIGINT');
  }
}, 1000);
watch.unref();
