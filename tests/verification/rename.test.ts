import { describe, expect, it } from 'vitest';
import { paths } from '../../functions/src/contract/paths.ts';
import { db } from '../../functions/src/firebase.ts';
import { stateDocument } from '../../functions/src/verification/documents.ts';
import { connect, get, newPerson, type Person, patch, people, send, useApi } from '../support/api.ts';
import { newStaff } from '../support/auth.ts';
import { deliver } from '../support/triggers.ts';
import { apply, approve } from './apply.ts';

useApi();

const isVerified = async (who: Person): Promise<boolean> => (await get('/users/profile', who)).body.is_verified;
const statusesOf = async (who: Person): Promise<Record<string, string>> =>
  Object.fromEntries(
    (await get('/users/verify', who)).body.map(({ id, status }: { id: string; status: string }) => [id, status]),
  );

/** Somebody whose identity and business are both approved, as they are called now. */
async function approvedTwice(): Promise<{ me: Person; identity: string; business: string }> {
  const [me, staff] = [await newPerson({ role: 'brand' }), await newStaff('verifications')];
  await patch('/users/profile', { display_name: 'Nora Weiss', company_name: 'Weiss & Co' }, me);
  const [identity, business] = [await apply(me, 'identity'), await apply(me, 'business')];
  for (const request of [identity, business]) expect((await approve(request, staff)).status).toBe(200);
  return { me, identity: identity.id, business: business.id };
}

describe('an approval', () => {
  it('lapses with the name that was approved, and the tick goes with the last one', async () => {
    const { me, identity, business } = await approvedTwice();
    const first = await patch('/users/profile', { display_name: 'Somebody Famous' }, me);
    expect(first.body.is_verified).toBe(true);
    expect(await statusesOf(me)).toEqual({ [identity]: 'lapsed', [business]: 'approved' });
    const second = await patch('/users/profile', { company_name: '' }, me);
    expect(second.body.is_verified).toBe(false);
    expect(await isVerified(me)).toBe(false);
    expect(await statusesOf(me)).toEqual({ [identity]: 'lapsed', [business]: 'lapsed' });
    const [latest] = (await get('/users/verify', me)).body;
    expect(latest.lapsed_at).toMatch(/^20/);
    // What was approved stays on record.
    expect(latest.name).toBe('Weiss & Co');
  });

  it('doesn’t come back with the old name, and may be asked for anew', async () => {
    const [me, staff] = [await newPerson(), await newStaff('verifications')];
    await approve(await apply(me), staff);
    await patch('/users/profile', { display_name: 'Another' }, me);
    await patch('/users/profile', { display_name: me.username }, me);
    expect(await isVerified(me)).toBe(false);
    expect((await approve(await apply(me), staff)).status).toBe(200);
    expect(await isVerified(me)).toBe(true);
  });

  it('holds through everything else that changes, and through the same name again', async () => {
    const { me } = await approvedTwice();
    for (const change of [
      { bio: 'New', location: 'Berlin', phone: '+49 30 1234' },
      { display_name: 'Nora Weiss' },
      { company_name: ' Weiss & Co ' },
    ]) {
      expect((await patch('/users/profile', change, me)).body.is_verified).toBe(true);
    }
    expect((await stateDocument(me.id).get()).data()?.approved).toMatchObject({
      identity: { name: 'Nora Weiss' },
      business: { name: 'Weiss & Co' },
    });
  });

  it('takes the tick out of the copies that others see', async () => {
    const [me, friend] = (await people(2)) as [Person, Person];
    const staff = await newStaff('verifications');
    await connect(me, friend);
    const document = db().doc(paths.user(me.id));
    const shown = async () => (await get('/connections', friend)).body[0];
    const change = async (work: () => Promise<unknown>) => {
      const before = (await document.get()).data();
      await work();
      await deliver('onUserUpdated', { params: { uid: me.id }, before, after: (await document.get()).data() });
    };
    await change(async () => approve(await apply(me), staff));
    expect((await shown()).sender.is_verified).toBe(true);
    await change(() => patch('/users/profile', { display_name: 'Renamed' }, me));
    expect((await shown()).sender).toMatchObject({ is_verified: false, display_name: 'Renamed' });
  });
});

describe('an approval and a new name at once', () => {
  it('end with a tick only where the name is the one that staff saw', async () => {
    const staff = await newStaff('verifications');
    for (let round = 0; round < 5; round++) {
      const me = await newPerson();
      const request = await apply(me);
      const rename = (name: string) =>
        send('patch', '/users/profile', { as: me, body: { display_name: name }, contended: true });
      await Promise.all([
        approve(request, staff, { contended: true }),
        rename('Somebody Famous'),
        ...(round % 2 === 0 ? [rename(me.username)] : []),
      ]);
      const { body } = await get('/users/profile', me);
      const state = (await stateDocument(me.id).get()).data();
      const holds = state?.approved.identity?.name === body.display_name;
      expect(body.is_verified, `round ${round}`).toBe(holds);
      if (body.is_verified) expect(body.display_name).toBe(me.username);
      const [mine] = (await get('/users/verify', me)).body;
      expect(mine.status === 'pending', `round ${round}`).toBe(state?.open.identity === mine.id);
      expect(mine.status === 'approved', `round ${round}`).toBe(body.is_verified);
    }
  });
});
