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

/** A copy of somebody's data: tried again for hours, from what is written already. */
export const exportData = onTaskDispatched<{ id: string }>(
  {
    timeoutSeconds: 1_800,
    memory: '512MiB',
    retryConfig: { maxAttempts: 10, minBackoffSeconds: 10, maxBackoffSeconds: 600 },
    rateLimits: { maxConcurrentDispatches: 5 },
  },
  async ({ data: { id } }) => (await import('../account/make-export.ts')).makeExport(id),
);
