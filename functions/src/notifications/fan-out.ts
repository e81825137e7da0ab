import { paths } from '../contract/paths.ts';
import { db } from '../firebase.ts';
import { ALREADY_EXISTS } from '../store/codes.ts';
import { connectionsOf } from '../store/edges.ts';
import { sideBySide } from '../store/meter.ts';
import { contentOf, inbox, type News } from './notify.ts';

/**
 * Tells all connections of somebody the same, those apart who have switched the type off. The cause is looked at once
 * before and once after, and so are the connections: whoever has left them meanwhile, with their account or without, has
 * nothing left behind. One that exists already is passed over, so a second delivery changes nothing.
 * @param among narrows the recipients down, for example to those who may see an event
 * @returns how many were told
 */
export async function notifyMany(
  of: string,
  news: News,
  among: (ids: string[]) => string[] | Promise<string[]> = (ids) => ids,
): Promise<number> {
  const stillTrue = async () => news.cause.holds((await db().doc(news.cause.path).get()).data());
  const wanted = async () => among((await connectionsOf(of)).whoWant(news.type));
  const [holds, recipients] = await sideBySide([stillTrue, wanted]);
  if (!holds || recipients.length === 0) return 0;
  const content = contentOf(news);
  const written = await writeEach(recipients, (writer, to) => writer.create(inbox(to, news.id), content), [
    ALREADY_EXISTS,
  ]);
  const [holdsStill, now] = await sideBySide([stillTrue, wanted]);
  const left = new Set(holdsStill ? now : []);
  await withdrawFrom(
    written.filter((to) => !left.has(to)),
    news.id,
  );
  return recipients.length;
}

interface Failed {
  code: number;
}
type Writer = ReturnType<ReturnType<typeof db>['bulkWriter']>;

/** Writes for each of many, throttled as Firestore wants it. @returns those for whom it was written */
async function writeEach(
  recipients: readonly string[],
  write: (writer: Writer, to: string) => Promise<unknown>,
  passedOver: readonly number[],
): Promise<string[]> {
  const writer = db().bulkWriter();
  const isFault = ({ code }: Failed) => !passedOver.includes(code);
  writer.onWriteError((error) => isFault(error) && error.failedAttempts < 5);
  const done: string[] = [];
  const faults: unknown[] = [];
  for (const to of recipients) {
    write(writer, to).then(
      () => done.push(to),
      (error: Failed) => isFault(error) && faults.push(error),
    );
  }
  await writer.close();
  if (faults.length > 0) throw faults[0];
  return done;
}

/** Takes a notification back from many, whose cause is gone. */
export const withdrawFrom = (recipients: readonly string[], id: string): Promise<unknown> =>
  recipients.length === 0
    ? Promise.resolve()
    : writeEach(recipients, (writer, to) => writer.delete(db().doc(paths.notification(to, id))), []);
