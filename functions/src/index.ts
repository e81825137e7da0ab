import { setGlobalOptions } from 'firebase-functions';
import { onRequest } from 'firebase-functions/https';
import { beforeUserCreated, HttpsError } from 'firebase-functions/identity';
import { params } from './config.ts';
import { REQUEST_SECONDS } from './contract/limits.ts';
import { limitBodies } from './http/admission.ts';
import { keepBodiesRaw, keepPathsDecodable } from './http/body.ts';
import { JOBS } from './jobs.ts';
import { deployJobs } from './runtime/job.ts';
import { deployTriggers } from './runtime/trigger.ts';
import { TRIGGERS } from './triggers.ts';

// A ceiling on what a runaway client, or a runaway trigger, can cost.
setGlobalOptions({ region: params.region, maxInstances: 20 });

// Each function has its own process; FUNCTION_TARGET names it. It loads only what it needs.
if (process.env.FUNCTION_TARGET === 'api') {
  limitBodies();
  keepBodiesRaw();
  keepPathsDecodable();
}

export const api = onRequest(
  {
    memory: '1GiB',
    concurrency: 80,
    invoker: 'public',
    timeoutSeconds: REQUEST_SECONDS,
    // Said, because the emulator would otherwise allow every origin: the dashboard shares Hosting's origin with the API.
    cors: false,
  },
  async (req, res) => {
    const { serve } = await import('./serve.ts');
    serve(req, res);
  },
);

export const { onUserCreated, onUserUpdated, onConnectionWritten, onErasureAsked, onSignInDeleted } =
  deployTriggers(TRIGGERS);

export const { sweep } = deployJobs(JOBS);

/**
 * Accounts are made by the API alone: it claims the name with them. Somebody who signs up at Firebase Auth with somebody
 * else's address would only be in their way. It needs Identity Platform; without it the same holds, but later.
 */
export const beforeSignUp = beforeUserCreated({ omit: params.identityPlatform.equals(false), maxInstances: 5 }, () => {
  throw new HttpsError('permission-denied', 'Register through Infloo.');
});
