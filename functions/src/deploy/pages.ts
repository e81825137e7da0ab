import './options.ts';
import { readFileSync } from 'node:fs';
import { onRequest } from 'firebase-functions/https';
import { eventPage } from '../events/page.ts';
import type { Serve } from '../http/exchange.ts';

export { loadFirestore } from '../firebase.ts';

/** The dashboard's build puts it there, beside what is built of the functions. */
const PAGE = new URL('../page/index.html', import.meta.url);

const page = eventPage(() => readFileSync(PAGE, 'utf8'));

/** A file of another release. Hosting's own answer would be kept as long as the files are that are there. */
const missing: Serve = (_, res) => {
  res.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' });
  res.end('There is no such file.\n');
};

/**
 * What Hosting has no file for: the pages of events, and files that are gone. Deployed with Hosting, and pinned to its
 * release (`pinTag`), because a page names files that only this release has.
 */
export const pages = onRequest(
  { memory: '256MiB', concurrency: 80, invoker: 'public', timeoutSeconds: 10, cors: false },
  (req, res) => (req.url.startsWith('/assets') ? missing : page)(req, res),
);
