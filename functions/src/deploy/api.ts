import './options.ts';
import { onRequest } from 'firebase-functions/https';
import { REQUEST_SECONDS } from '../contract/limits.ts';

/** The API, for whoever deploys it. Its own process loads `serve.ts` alone, and none of this. */
export const api = onRequest(
  {
    memory: '1GiB',
    concurrency: 80,
    invoker: 'public',
    timeoutSeconds: REQUEST_SECONDS,
    // Said, because the emulator would otherwise allow every origin: the dashboard shares Hosting's origin with the API.
    cors: false,
  },
  () => {
    throw new Error('The process of the API serves serve.ts.');
  },
);
