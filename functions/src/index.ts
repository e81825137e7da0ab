import { setGlobalOptions } from 'firebase-functions';
import { onDocumentCreated, onDocumentWritten } from 'firebase-functions/firestore';
import { onRequest } from 'firebase-functions/https';
import { params } from './config.ts';
import { paths } from './contract/paths.ts';
import { keepBodiesRaw, keepPathsDecodable } from './http/body.ts';

// A ceiling on what a runaway client, or a runaway trigger, can cost.
setGlobalOptions({ region: params.region, maxInstances: 20 });

// Every function runs in a process of its own, which the platform tells whose it is; each loads only what it needs.
if (process.env.FUNCTION_TARGET === 'api') {
  keepBodiesRaw();
  keepPathsDecodable();
}

export const api = onRequest({ memory: '1GiB', concurrency: 80, invoker: 'public' }, async (req, res) => {
  const { serve } = await import('./serve.ts');
  serve(req, res);
});

export const onUserCreated = onDocumentCreated(paths.user('{uid}'), async ({ data }) => {
  const { welcome } = await import('./users/triggers.ts');
  await welcome(data?.data());
});

export const onConnectionWritten = onDocumentWritten(paths.connection('{pair}'), async ({ data }) => {
  const { tellAboutConnection } = await import('./connections/triggers.ts');
  await tellAboutConnection(data?.before.data(), data?.after.data());
});
