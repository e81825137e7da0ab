import type { z } from 'zod';
import { refreshParticipant } from '../chat/copies.ts';
import { refreshMember } from '../connections/copies.ts';
import { paths } from '../contract/paths.ts';
import { refreshAttendee, refreshHost } from '../events/copies.ts';
import { refreshActor } from '../notifications/actors.ts';
import { notify } from '../notifications/notify.ts';
import { codeOf } from '../store/codes.ts';
import { documentOf, fromStored } from '../store/converter.ts';
import { sideBySide } from '../store/meter.ts';
import { refreshAuthor } from '../stories/copies.ts';
import { enforceRole } from './claims.ts';
import { differs, toPerson, welcomeId } from './document.ts';
import { ProfileDocument } from './schema.ts';
import { enforceStanding } from './suspension.ts';

export const WELCOME = 'Welcome to Infloo!';

/** A new profile: tells them that they are welcome. */
export async function welcome(data: unknown): Promise<void> {
  const { id, created_at } = fromStored(ProfileDocument, data);
  await notify(id, {
    id: welcomeId(id),
    at: created_at,
    topic: 'welcome',
    message: WELCOME,
    actor: null,
    target: { kind: 'user', id },
    // A registration that Auth refused is taken back: then there is nobody to welcome.
    cause: { path: paths.user(id), holds: (user) => user !== undefined },
  });
}

/** What of a profile its trigger goes by: the table of triggers names the same fields, and an event of it holds no more. */
export const HeardProfile = ProfileDocument.pick({
  id: true,
  username: true,
  display_name: true,
  role: true,
  avatar_url: true,
  is_verified: true,
  withheld: true,
  suspended_until: true,
});
type HeardProfile = z.infer<typeof HeardProfile>;

/** What of a profile is in force beyond it. */
const standingIn = ({ withheld, suspended_until }: HeardProfile): string => JSON.stringify([withheld, suspended_until]);

/** The account has ended meanwhile. */
const unlessEnded = (error: unknown) => {
  if (codeOf(error) !== 'auth/user-not-found') throw error;
};

/**
 * A profile was changed: whoever isn't to be found any more is hidden, and shown when they are again; should whoever wrote it
 * have died before it held.
 * @param time when it was, ISO 8601
 * @returns how many documents were looked at
 */
export async function followProfile(before: unknown, after: unknown, time: string): Promise<number> {
  const [was, is] = [before, after].map((data) => fromStored(HeardProfile, data)) as [HeardProfile, HeardProfile];
  const copies = await refreshCopies(was, is);
  if (was.role !== is.role) await enforceRole(is.id, time).catch(unlessEnded);
  return standingIn(was) === standingIn(is) ? copies : copies + (await enforceStanding(is.id));
}

/**
 * Brings the copies of name, picture and tick up to date that lists, stories, events, conversations and notifications show. The
 * profile is read as it is now, so an event that comes late brings nothing old back.
 * @returns how many copies were looked at
 */
async function refreshCopies(before: HeardProfile, after: HeardProfile): Promise<number> {
  const [was, is] = [toPerson(before), toPerson(after)];
  if (!differs(was, is)) return 0;
  const now = (await documentOf(paths.user(is.id), ProfileDocument).get()).data();
  if (!now) return 0;
  const counts = await sideBySide([
    () => refreshMember(toPerson(now)),
    () => refreshAuthor(toPerson(now)),
    () => refreshHost(toPerson(now)),
    () => refreshParticipant(toPerson(now)),
    () => refreshAttendee(toPerson(now)),
    () => refreshActor(now),
  ]);
  return counts.reduce((sum, count) => sum + count, 0);
}
