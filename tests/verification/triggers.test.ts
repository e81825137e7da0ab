import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../functions/src/contract/limits.ts';
import { paths } from '../../functions/src/contract/paths.ts';
import { db } from '../../functions/src/firebase.ts';
import { get, newPerson, type Person, patch, useApi } from '../support/api.ts';
import { newStaff } from '../support/auth.ts';
import { deliver } from '../support/triggers.ts';
import { apply, approve, reject } from './apply.ts';

useApi();

interface Event {
  params: { id: string };
  before: unknown;
  after: unknown;
}

/** Does `work`, which writes the request once, and keeps the event. */
async function eventOf(id: string, work: () => Promise<unknown>): Promise<Event> {
  const read = async () => (await db().doc(paths.verification(id)).get()).data();
  const before = await read();
  await work();
  return { params: { id }, before, after: await read() };
}
const tell = (event: Event) => deliver('onVerificationWritten', event);

const told = async (who: Person): Promise<{ message: string; target: object; actor: unknown; type: string }[]> =>
  (await get('/notifications', who)).body.filter(
    ({ target }: { target: { kind: string } }) => target.kind === 'verification',
  );

describe('whoever has sent in a document', () => {
  it('is told of an approval, once, with what was approved', async () => {
    const [me, staff] = [await newPerson(), await newStaff('verifications')];
    const request = await apply(me);
    const event = await eventOf(request.id, () => approve(request, staff));
    await tell(event);
    await tell(event);
    expect(await told(me)).toMatchObject([
      {
        type: 'system',
        message: `Your identity is verified: ${me.username}`,
        actor: null,
        target: { kind: 'verification', id: request.id },
        is_read: false,
      },
    ]);
  });

  it('is told of a rejection with the reason, and what staff add, as far as it fits', async () => {
    const [me, staff] = [await newPerson(), await newStaff('verifications')];
    const request = await apply(me);
    await tell(await eventOf(request.id, () => reject(request, staff, { note: 'The lower half is dark.' })));
    const [{ message } = { message: '' }] = await told(me);
    expect(message).toBe('Your identity could not be verified. It can’t be read clearly. The lower half is dark.');
    const next = await apply(me);
    const note = '🌻 '.repeat(LIMITS.review_note / 2).trim();
    await tell(await eventOf(next.id, () => reject(next, staff, { note })));
    const [latest = { message: '' }] = await told(me);
    expect(latest.message.length).toBeLessThanOrEqual(LIMITS.notification_message);
    expect(latest.message.isWellFormed()).toBe(true);
  });

  it('is told that an approval has lapsed; one that was late to be told isn’t told any more', async () => {
    const [me, staff] = [await newPerson(), await newStaff('verifications')];
    const request = await apply(me);
    const approval = await eventOf(request.id, () => approve(request, staff));
    const lapse = await eventOf(request.id, () => patch('/users/profile', { display_name: 'Another' }, me));
    await tell(lapse);
    await tell(approval);
    expect((await told(me)).map(({ message }) => message)).toEqual([
      'Your identity is no longer verified, because the name has changed. Send in a document for the new one.',
    ]);
  });

  it('isn’t told of what isn’t decided: a request, a new name, an opened file, a removed one', async () => {
    const [me, staff] = [await newPerson(), await newStaff('verifications')];
    const { id } = await apply(me);
    const after = (await db().doc(paths.verification(id)).get()).data();
    await tell({ params: { id }, before: undefined, after });
    await tell(await eventOf(id, () => patch('/users/profile', { display_name: 'Another' }, me)));
    await tell(await eventOf(id, () => get(`/admin/verifications/${id}/file`, staff)));
    await tell({ params: { id }, before: after, after: undefined });
    expect(await told(me)).toEqual([]);
  });
});
