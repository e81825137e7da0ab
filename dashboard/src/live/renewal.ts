/** Where a tab tells the others that it ends all sessions of its person and goes on with a new one. */
const CHANNEL = 'infloo-renewal';
/** Milliseconds that this may take, on a slow line, too. */
const LONGEST = 20_000;

let until = 0;
const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel(CHANNEL) : null;
channel?.addEventListener('message', ({ data }: MessageEvent<boolean>) => note(data));

function note(begins: boolean): void {
  until = begins ? Date.now() + LONGEST : 0;
}

/** Whether a session that has ended, here or in another tab, is about to be followed by the next. */
export const isRenewing = (): boolean => Date.now() < until;

/** Does what ends all sessions and begins another: until it is done, nobody takes the end for the end. */
export async function renewing<T>(work: () => Promise<T>): Promise<T> {
  note(true);
  channel?.postMessage(true);
  try {
    return await work();
  } finally {
    note(false);
    channel?.postMessage(false);
  }
}
