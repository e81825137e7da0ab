import { randomUUID } from 'node:crypto';
import { ApiError } from '../contract/api-error.ts';
import { DocumentId } from '../contract/ids.ts';
import type { Exchange, Serve } from '../http/exchange.ts';
import { logFailure, logRequest } from '../http/log.ts';
import { metered } from '../store/meter.ts';
import { cardOf } from './card.ts';
import * as events from './store.ts';

/** Milliseconds that Firestore may take: whoever opens a link is not to wait for what only its preview needs. */
const PATIENCE = { call: 800, total: 1000 };

/** What stands in the page's head for every page, and is replaced by what an event's card shows. */
const CARD = /<!-- card -->[\s\S]*<!-- \/card -->/;

/**
 * For a minute at Hosting's edge, and nowhere else: a page names the files of its release, and what is shown of an event
 * must not stay when the event goes.
 */
const SHARED = 'public, max-age=0, s-maxage=60';
const NOT_KEPT = 'private, no-cache';

const HOST = /^[a-z0-9.-]+(?::\d+)?$/i;

/** @returns where the dashboard is served, as Hosting tells it: cards need whole addresses */
function originOf({ headers }: Exchange['req']): string | null {
  const host = String(headers['x-forwarded-host'] ?? '');
  const protocol = headers['x-forwarded-proto'] === 'https' ? 'https' : 'http';
  return HOST.test(host) ? `${protocol}://${host}` : null;
}

/** @returns the card of an event as somebody signed out sees it; null for one that is not for everybody */
async function findCard(id: string, origin: string | null): Promise<string | null> {
  try {
    return cardOf(await events.get(null, id), origin);
  } catch (error) {
    if (error instanceof ApiError && error.code === 'not_found') return null;
    throw error;
  }
}

/**
 * Serves `/events/{id}`: the dashboard's page, whoever asks, with a card of the event in its head for programs that run no
 * scripts. Where there is none to show it is the page that all others get, and so it is when Firestore is silent.
 * @param load brings the page as the dashboard's build has made it
 */
export function eventPage(load: () => string): Serve {
  let loaded: string | undefined;
  return (req, res) => {
    const exchange: Exchange = {
      ...{ req, res, id: randomUUID(), started: performance.now(), search: '' },
      path: (req.url ?? '/').split('?')[0] ?? '/',
      route: 'GET /events/{id}, its page',
    };
    res.on('finish', () => logRequest(exchange));
    const answer = async (): Promise<void> => {
      loaded ??= load();
      const page = loaded;
      const id = DocumentId.safeParse(/^\/events\/([^/]+)\/?$/.exec(exchange.path)?.[1]).data;
      let card: string | null = null;
      let cache = SHARED;
      if (id !== undefined) {
        const { cost, result } = metered(() => findCard(id, originOf(req)), PATIENCE);
        exchange.cost = cost;
        try {
          card = await result;
        } catch (error) {
          logFailure(req, exchange.id, error);
          cache = NOT_KEPT;
        }
      }
      const body = card === null ? page : page.replace(CARD, () => card);
      res.writeHead(200, {
        'Content-Type': 'text/html; charset=utf-8',
        'Content-Length': Buffer.byteLength(body),
        'Cache-Control': cache,
      });
      res.end(req.method === 'HEAD' ? undefined : body);
    };
    answer().catch((error: unknown) => {
      logFailure(req, exchange.id, error);
      if (!res.headersSent) res.writeHead(503, { 'Retry-After': 5, 'Cache-Control': NOT_KEPT });
      res.end();
    });
  };
}
