import type { ChildProcess } from 'node:child_process';
import { run } from './run.ts';

/** Signals a process or, with a negative number, a group; one that is gone is no fault. */
function signalTo(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

export interface Process {
  pid: number;
  parent: number;
  /** When it was started: an id alone may mean another process later. */
  since: string;
}

async function processes(): Promise<Process[]> {
  const { output } = await run('ps', ['-A', '-o', 'pid=,ppid=,lstart=']);
  return output
    .trim()
    .split('\n')
    .map((line) => {
      const [pid, parent, ...since] = line.trim().split(/\s+/);
      return { pid: Number(pid), parent: Number(parent), since: since.join(' ') };
    });
}

/** @returns all processes below `pid`, whatever group they are in */
export async function descendants(pid: number): Promise<Process[]> {
  const all = await processes();
  const below = (parent: number): Process[] =>
    all.filter((process) => process.parent === parent).flatMap((child) => [child, ...below(child.pid)]);
  return below(pid);
}

/**
 * Ends the suite and everything that it started: politely, so that it exports its data, then for good.
 * @param started what was running below it once it was up: firebase-tools puts Firestore and the Storage rules into
 *   groups of their own, which outlive it if it crashes
 */
export async function end(child: ChildProcess, started: readonly Process[]): Promise<void> {
  if (child.pid === undefined) return;
  const { pid } = child;
  if (child.exitCode === null && child.signalCode === null) {
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    signalTo(-pid, 'SIGINT');
    const timer = setTimeout(() => signalTo(-pid, 'SIGKILL'), 20_000);
    await gone;
    clearTimeout(timer);
  }
  signalTo(-pid, 'SIGKILL');
  const alive = await processes();
  for (const { pid: orphan, since } of started) {
    if (alive.some((process) => process.pid === orphan && process.since === since)) signalTo(orphan, 'SIGKILL');
  }
}
