import './options.ts';
import { onTaskDispatched } from 'firebase-functions/tasks';
import { goOnWith } from '../runtime/long-work.ts';
import { TRIGGERS } from '../triggers.ts';

export { loadFirestore } from '../firebase.ts';

/** What is too long for an event: tried again for hours, from where it has come. */
export const fanOut = onTaskDispatched<{ id: string }>(
  {
    timeoutSeconds: 540,
    retryConfig: { maxAttempts: 50, minBackoffSeconds: 5, maxBackoffSeconds: 600 },
    rateLimits: { maxConcurrentDispatches: 10 },
  },
  async ({ data: { id } }) => void (await goOnWith(TRIGGERS, id)),
);
