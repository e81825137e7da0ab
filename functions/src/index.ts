import { setGlobalOptions } from 'firebase-functions';
import { onRequest } from 'firebase-functions/https';
import { params } from './config.ts';
import { REQUEST_SECONDS } from './contract/limits.ts';
import { keepBodiesRaw, keepPathsDecodable } from './http/body.ts';
import { deployTriggers } from './runtime/trigger.ts';
import { TRIGGERS } from './triggers.ts';

// A ceiling on what a runaway client, or a runaway trigger, can cost.
setGlobalOptions({ region: params.region, maxInstances: 20 });

// Each function has its own process; FUNCTION_TARGET names it. It loads only what it needs.
if (process.env.FUNCTION_TARGET === 'api') {
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

export const { onUserCreated, onUserUpdated, onConnectionWritten } = deployTriggers(TRIGGERS);
