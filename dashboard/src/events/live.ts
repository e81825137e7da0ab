import { paths } from '@api/contract/paths.ts';
import type { Event, EventDocument } from '@api/events/schema.ts';
import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { call } from '../live/api.ts';
import { Channel, channelOf, POLL } from '../live/channel.ts';
import { listenToDocument } from '../live/listen.ts';
import { isPathPart } from '../live/path-part.ts';
import { toWire } from '../live/wire.ts';
import { eventKeys } from './keys.ts';

/** What of an event is mine isn't in its document, and stays as it is. */
function mix(event: Event, document: EventDocument): Event {
  const now = new Map<string, unknown>(Object.entries(document));
  const both = Object.entries(event).map(([name, value]) => [name, now.has(name) ? now.get(name) : value]);
  return Object.fromEntries(both) as Event;
}

/** What follows for the screens when the document of an event has changed. */
function take(queries: QueryClient, id: string, document: EventDocument): void {
  const queryKey = eventKeys.event(id);
  const before = queries.getQueryData<Event>(queryKey);
  if (!before) return;
  const now = mix(before, document);
  queries.setQueryData(queryKey, now);
  const moved = JSON.stringify(before.counts) !== JSON.stringify(now.counts) || before.sequence !== now.sequence;
  if (!moved) return;
  void queries.invalidateQueries({ queryKey: eventKeys.attendees(id) });
  // Whoever waits moves up, or has a seat: only the API says which.
  if (before.attendance?.status === 'waiting') void queries.invalidateQueries({ queryKey });
}

const get = (id: string, signal: AbortSignal): Promise<Event> => call('GET /events/{id}', { params: { id }, signal });

/** An event as whoever isn't signed in sees it. */
export const usePublicEvent = (id: string) =>
  useQuery({ queryKey: eventKeys.event(id), queryFn: ({ signal }) => get(id, signal) });

/** What listeners say right now, by session and event: an answer that was slower than they is older, too. */
const heard = new WeakMap<QueryClient, Map<string, EventDocument>>();

function heardBy(queries: QueryClient): Map<string, EventDocument> {
  const documents = heard.get(queries) ?? new Map<string, EventDocument>();
  heard.set(queries, documents);
  return documents;
}

function channelFor(queries: QueryClient, id: string): Channel {
  const documents = heardBy(queries);
  // What can't be an id has no document, and would be the path of another.
  if (!isPathPart(id))
    return new Channel(
      () => () => {},
      () => {},
    );
  const attach = (onState: (live: boolean) => void) =>
    listenToDocument(
      paths.event(id),
      (data) => {
        if (!data) return;
        const document = toWire(data) as EventDocument;
        documents.set(id, document);
        take(queries, id, document);
      },
      (live) => {
        if (!live) documents.delete(id);
        onState(live);
      },
    );
  return new Channel(attach, () => documents.delete(id));
}

/** An event and how I take part: over REST, and kept true by a listener to its document. */
export function useEvent(id: string) {
  const queries = useQueryClient();
  const channel = channelOf(queries, `event ${id}`, () => channelFor(queries, id));
  const status = useSyncExternalStore(channel.watch, () => channel.status);
  return useQuery({
    queryKey: eventKeys.event(id),
    queryFn: async ({ signal }) => {
      const event = await get(id, signal);
      const document = heardBy(queries).get(id);
      return document ? mix(event, document) : event;
    },
    refetchInterval: status === 'down' ? POLL : false,
  });
}

/** After something about an event that I have done myself, or that I was told of. */
export async function refreshEvent(queries: QueryClient, id: string): Promise<void> {
  await Promise.all(
    [eventKeys.event(id), eventKeys.friends(id), eventKeys.attendees(id), eventKeys.lists].map((queryKey) =>
      queries.invalidateQueries({ queryKey }),
    ),
  );
}
