import { db } from '../firebase.ts';
import { hiddenFrom } from '../moderation/hidden.ts';
import { bumpMany, notifyMany } from '../notifications/fan-out.ts';
import { notify, withdraw } from '../notifications/notify.ts';
import { settleCover } from '../reports/pictures.ts';
import { now } from '../runtime/clock.ts';
import { fromStored, readTogether } from '../store/converter.ts';
import { connectionsOf } from '../store/edges.ts';
import { sideBySide } from '../store/meter.ts';
import { isWithheld } from '../users/document.ts';
import { userDocument } from '../users/documents.ts';
import { recount } from './counts.ts';
import { eventDocument } from './document.ts';
import { HeardAttendee, HeardEvent } from './heard.ts';
import * as news from './news.ts';
import { hiddenId } from './news.ts';
import { changesBetween, isHidden, isOver } from './policy.ts';
import type { EventDocument } from './schema.ts';
import { forgetCancelled, forgetEvent, takeBack, tellAgain, tellAttendees, type Walk } from './tell.ts';

/** Whether no more of an event has changed than its counts, as its sequence says. */
const isSame = (before: unknown, after: unknown): boolean => {
  const [was, is] = [before, after] as { sequence?: number }[];
  return was?.sequence === is?.sequence;
};

/** Tells of a change as it is by now: events come late, and the row is one for all changes that belong together. */
async function tellChange(id: string, walk: Walk = 'first'): Promise<number> {
  const event = (await eventDocument(id).get()).data();
  if (event?.status !== 'scheduled' || isHidden(event)) return 0;
  const row = news.changedId(event);
  if (!row) return 0;
  const changed = news.changed(event);
  return changed ? tellAttendees(event, changed, { version: event.sequence, walk }) : takeBack(event, row, walk);
}

/**
 * Tells of an event that staff have put back, as it is by now, and takes back that it was cancelled from whoever was told. One
 * that its host has cancelled stays so; one that is hidden for another reason is told as that.
 */
async function tellPutBack(id: string): Promise<number> {
  const event = (await eventDocument(id).get()).data();
  if (!event || event.taken_down !== null) return 0;
  await withdraw(event.host.id, news.takenDownId(id));
  if (event.status !== 'scheduled') return 0;
  const looked = await forgetCancelled(event);
  if (isHidden(event)) return looked + (await tellHiding(id));
  if (isOver(event, now())) return looked;
  await notify(event.host.id, news.putBack(event));
  return looked + (await tellAttendees(event, news.putBack(event), {})) + (await tellChange(id, 'second'));
}

/**
 * Nobody but its host finds an event any more, or everybody does again: tells those in it who are to know, as it is by now, and
 * takes back whatever else was told of it, which would lead nowhere.
 */
async function tellHiding(id: string): Promise<number> {
  const event = (await eventDocument(id).get()).data();
  if (event?.status !== 'scheduled' || isOver(event, now())) return event && isHidden(event) ? forgetEvent(id) : 0;
  if (!isHidden(event)) {
    // Of a change meanwhile nobody was told.
    return (await tellAgain(event, news.shown(event), event.sequence)) + (await tellChange(id, 'second'));
  }
  const told = await tellAttendees(event, news.hidden(event), { version: event.sequence });
  return told + (await forgetEvent(id, hiddenId(id)));
}

/**
 * An event was written: tells the host's connections of a new one, and those in it when it is moved, relocated, cancelled or
 * hidden. Of one that was removed nothing is left.
 * @returns how many were told
 */
export async function tellAboutEvent(before: unknown, after: unknown): Promise<number> {
  if (after === undefined) return before === undefined ? 0 : forgetEvent(fromStored(HeardEvent, before).id);
  if (before !== undefined && isSame(before, after)) return 0;
  const is = fromStored(HeardEvent, after);
  if (before === undefined) return is.status === 'scheduled' ? notifyMany(is.host.id, news.hosting(is)) : 0;
  const was = fromStored(HeardEvent, before);
  // Of a decision about a report the report's own trigger does it.
  if (Boolean(is.taken_down_directly) !== Boolean(was.taken_down_directly)) await settleCover(is.host.id, is.id);
  if (is.taken_down === null && was.taken_down !== null) return tellPutBack(is.id);
  if (is.taken_down !== null && was.taken_down === null) await notify(is.host.id, news.takenDown(is));
  if (is.status === 'cancelled') {
    if (was.status === 'cancelled') return 0;
    // One that is over has taken place.
    const told = isOver(is, now()) ? 0 : await tellAttendees(is, news.cancelled(is), {});
    return told + (await forgetEvent(is.id));
  }
  if (isHidden(was) !== isHidden(is)) return tellHiding(is.id);
  const { time, place } = changesBetween(was, is);
  return time || place ? tellChange(is.id) : 0;
}

/** Those of `ids` who may see the event, as far as its host decides. */
async function whoMaySee(event: EventDocument, ids: string[]): Promise<string[]> {
  const { host, visibility } = event;
  const [hidden, connected] = await sideBySide([
    () => hiddenFrom(host.id),
    async () => (visibility === 'public' ? null : new Set([host.id, ...(await connectionsOf(host.id)).ids])),
  ]);
  return ids.filter((id) => !hidden.has(id) && (connected === null || connected.has(id)));
}

/** Tells somebody's connections that they have joined an event. */
async function tellFriends(event: EventDocument, attendee: HeardAttendee): Promise<number> {
  const [profile] = await readTogether(db(), userDocument(attendee.id));
  if (!profile || isWithheld(profile)) return 0;
  const { id, status } = attendee;
  return bumpMany(id, news.joined(event, attendee, profile), {
    // Who was only interested and now goes is told of again, but is one.
    ...(status === 'going' ? { happening: `${id}_going`, step: id } : { happening: id }),
    among: (ids) => whoMaySee(event, ids),
  });
}

const JOINED: readonly string[] = ['going', 'interested'];

/**
 * Somebody answered an event, was invited, got a seat or left: counts again, and tells whom it concerns.
 * @param time when it happened, ISO 8601
 * @returns how many were told
 */
export async function tellAboutAttendee(before: unknown, after: unknown, time: string): Promise<number> {
  const was = before === undefined ? undefined : fromStored(HeardAttendee, before);
  const is = after === undefined ? undefined : fromStored(HeardAttendee, after);
  const id = (is ?? was)?.event ?? '';
  // Only the times of the event were brought up to date.
  if (was && is && was.status === is.status && was.since === is.since) return 0;
  await recount(id, time);
  if (!is) return 0;
  const event = (await eventDocument(id).get()).data();
  if (event?.status !== 'scheduled') return 0;
  if (was?.status === 'waiting' && is.status === 'going') await notify(is.id, news.seated(event, is));
  // Whoever has waited knows the event; nobody else is told of one that they don't find.
  if (isHidden(event)) return 0;
  if (is.status === 'invited') await notify(is.id, news.invited(event, is));
  return JOINED.includes(is.status) && is.status !== was?.status ? tellFriends(event, is) : 0;
}
