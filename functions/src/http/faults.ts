import { AsyncLocalStorage } from 'node:async_hooks';
import { error as logError } from 'firebase-functions/logger';
import { stackOf } from '../runtime/stack.ts';

/** Answers a request in which something went wrong that nobody waits for. */
type OnFault = (error: unknown) => void;
type Listener = (error: unknown, ...rest: unknown[]) => void;

const current = new AsyncLocalStorage<OnFault>();

/** Runs `work`; what it leaves behind and throws later is told to `onFault`, as far as `catchLateFaults()` hears of it. */
export const withFaults = <T>(onFault: OnFault, work: () => T): T => current.run(onFault, work);

const EVENTS = ['uncaughtException', 'unhandledRejection'] as const;
let installed = false;

/**
 * What a request throws when nobody waits for it any more (in a timer, in a stream's listener, in a promise that is
 * dropped) ends that request, and not the process with all others. Node still knows then which request it was. Whatever
 * belongs to none is left to the platform's own listeners, which log it and end the process.
 * Call it when those listeners are there: with the first request.
 */
export function catchLateFaults(): void {
  if (installed) return;
  installed = true;
  for (const event of EVENTS) {
    const platform = process.listeners(event as 'uncaughtException') as Listener[];
    process.removeAllListeners(event);
    process.on(event, (error: unknown, ...rest: unknown[]) => {
      const onFault = current.getStore();
      if (onFault) {
        onFault(error);
        return;
      }
      if (platform.length === 0) {
        logError('process failed', { stack: stackOf(error) });
        process.exit(1);
      }
      for (const listener of platform) listener.call(process, error, ...rest);
    });
  }
}
