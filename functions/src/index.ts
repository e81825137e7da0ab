import { setGlobalOptions } from 'firebase-functions';
import { onRequest } from 'firebase-functions/https';
import { params } from './config.ts';
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

export const api = onRequest({ memory: '1GiB', concurrency: 80, invoker: 'public' }, async (req, res) => {
  const { serve } = await import('./serve.ts');
  serve(req, res);
});

export const { onUserCreated, onConnectionWritten } = deployTriggers(TRIGGERS);
