import { paths } from '../contract/paths.ts';
import { db } from '../firebase.ts';
import { now } from '../runtime/clock.ts';
import { longWork } from '../runtime/long-work.ts';
import { ALREADY_EXISTS } from '../store/codes.ts';
import { readTogether } from '../store/converter.ts';
import { changedSince, connectionsOf } from '../store/edges.ts';
import { sideBySide } from '../store/meter.ts';
import { openWriter } from '../store/writer.ts';
import { accountDocument } from '../users/documents.ts';
import { mutersOf } from './mutes.ts';
import { bump, type Counted, contentOf, happenings, inbox, type News } from './notify.ts';
import { wants } from './policy.ts';
import { push } from './push.ts';
import type { NotificationDocument } from './schema.ts';

/** Narrows recipients down, for example to those who may see an event. */
type Among = (ids: string[]) => string[] | Promise<string[]>;
const everybody: Among = (ids) => ids;

/**
 * Tells all connections of somebody the same, those apart who have switched the type off. Whether the cause holds, and
 * whether the connections are the same, is asked once more when all is written: whoever has left them meanwhile, with
 * their account or without, has nothing left behind. One that exists already is passed over, so a second delivery changes nothing. Past a thousand it
 * goes on as a task.
 * @returns how many were told
 */
export const notifyMany = (of: string, news: News, among = everybody): Promise<number> =>
  tellConnections(of, news, contentOf(news), among);

/**
 * The same for one more happening of a kind that has one row: whoever has the row already reads there how many there were.
 * @param how the happening that is counted, and what it is a further step of, as in `bump()`; narrowed down by `among`
 */
export function bumpMany(
  of: string,
  news: Counted,
  { happening, step, among = everybody }: { happening: string; step?: string; among?: Among },
): Promise<number> {
  const first = { ...news, message: news.message(1, news.actor) };
  const content = { ...contentOf(first), counted: happenings(happening, step) };
  return tellConnections(of, first, content, among, (to) => bump(to, news, happening, step));
}

const NOBODY: ReadonlySet<string> = new Set();

/** So long after it happened something is new: that it isn't so any more would be seen at the end, and is taken back. */
const NEW_MS = 10_000;

/** People whose documents lie between two savings of how far it has come. */
const CHUNK = 1_000;

async function tellConnections(
  of: string,
  news: News,
  content: NotificationDocument,
  among: Among,
  again?: (to: string) => Promise<void>,
): Promise<number> {
  const stillTrue = async () => news.cause.holds((await db().doc(news.cause.path).get()).data());
  const wanted = async () => {
    // Nobody can have muted what is new.
    const muters = again && news.target.kind === 'event' ? await mutersOf(news.target.id) : NOBODY;
    const connected = await connectionsOf(of);
    const people = await among(connected.whoWant(news.topic).filter((uid) => !muters.has(uid)));
    return { people, readAt: connected.readAt };
  };
  // What is told to all connections alike hangs on these, and on the cause, which has only just come about.
  const isPlain = among === everybody && !again;
  const isNew = now() - Date.parse(news.at) < NEW_MS;
  const [holds, { people: recipients, readAt }] = await sideBySide([
    async () => (isPlain && isNew) || stillTrue(),
    wanted,
  ]);
  if (!holds || recipients.length === 0) return 0;
  const progress = longWork(recipients.length);
  // In an order that is the same in the next try, whatever the connections are by then.
  const open = recipients.toSorted().filter((uid) => progress.cursor === null || uid > progress.cursor);
  const fanOut = openFanOut(news.id, content);
  const fresh: string[] = [];
  try {
    for (let i = 0; i < open.length; i += CHUNK) {
      const chunk = open.slice(i, i + CHUNK);
      const existing = new Set(await fanOut.tell(chunk));
      fresh.push(...chunk.filter((uid) => !existing.has(uid)));
      if (again) await inGroups([...existing], again);
      if (i + CHUNK < open.length) await progress.save(chunk.at(-1) ?? '');
    }
  } finally {
    await fanOut.close();
  }
  const [holdsStill, those] = await sideBySide([
    stillTrue,
    async () => (isPlain && !(await changedSince(of, readAt)) ? recipients : (await wanted()).people),
  ]);
  const left = new Set(holdsStill ? those : []);
  const gone = (to: string) => !left.has(to);
  if (again) await inGroups(fresh.filter(gone), (to) => withdrawAlone(to, content));
  else await withdrawFrom(recipients.filter(gone), news.id);
  return recipients.length;
}

/** Takes a row back that counts; one that counts more by now stays. */
const withdrawAlone = (to: string, { id, counted }: NotificationDocument): Promise<void> =>
  db().runTransaction(async (tx) => {
    const row = (await tx.get(inbox(to, id))).data();
    if (row && row.counted?.length === counted?.length) tx.delete(inbox(to, id));
  });

/** Transactions at once. */
const GROUP = 20;

/** Does something for each of many, a few at once. */
export async function inGroups(people: readonly string[], work: (uid: string) => Promise<void>): Promise<void> {
  for (let i = 0; i < people.length; i += GROUP) {
    await sideBySide(people.slice(i, i + GROUP).map((uid) => () => work(uid)));
  }
}

/**
 * Tells each of `recipients` the same, in a row of their own, and on their phones; those apart who don't want to know.
 * @param more what the row holds besides
 * @param again what becomes of a row that is there already; without it nothing
 */
export async function tellEach(
  recipients: readonly string[],
  news: News,
  { again, ...more }: Partial<NotificationDocument> & { again?: (to: string) => Promise<void> } = {},
): Promise<void> {
  const row = { ...contentOf(news), ...more };
  const found = await readTogether(db(), ...recipients.map(accountDocument));
  const accounts = new Map(recipients.map((to, i) => [to, found[i]]));
  const asked = recipients.filter((to) => wants(accounts.get(to), news));
  const fanOut = openFanOut(news.id, row);
  const existing = await fanOut.tell(asked).finally(fanOut.close);
  if (again) await inGroups(existing, again);
  const known = new Set(existing);
  await inGroups(
    asked.filter((to) => !known.has(to)),
    async (to) => {
      const account = accounts.get(to);
      if (account) await push(to, row, account);
    },
  );
}

/** Opens a fan-out of one row to many. */
function openFanOut(id: string, content: NotificationDocument) {
  const { write, flush, close } = openWriter([ALREADY_EXISTS]);
  return {
    /** @returns those who have the row already */
    tell: async (recipients: readonly string[]): Promise<string[]> => {
      const written = recipients.map((to) => write((writer) => writer.create(inbox(to, id), content)));
      await flush();
      const fresh = await Promise.all(written);
      return recipients.filter((_, i) => !fresh[i]);
    },
    close,
  };
}

/** Takes a notification back from many, whose cause is gone. */
export async function withdrawFrom(recipients: readonly string[], id: string): Promise<void> {
  if (recipients.length === 0) return;
  const { write, flush, close } = openWriter([]);
  for (const to of recipients) void write((writer) => writer.delete(db().doc(paths.notification(to, id))));
  await flush().finally(close);
}
