import { describe, expect, it, onTestFinished } from 'vitest';
import { paths } from '../../functions/src/contract/paths.ts';
import { auth, db } from '../../functions/src/firebase.ts';
import { type Mail, setMailer } from '../../functions/src/runtime/mail.ts';
import { expectProblem, get, mail, newPerson, type Person, post, send, useApi } from '../support/api.ts';
import { atAuth, lastCode } from '../support/at-auth.ts';
import { signedInAnew } from '../support/auth.ts';

useApi();

const ask = (who: Person, email: string, password = who.password) =>
  post('/users/auth/email_change', { email, password }, who);

const codeFor = (email: string) => lastCode('VERIFY_AND_CHANGE_EMAIL', email);

const storedEmail = async ({ id }: Person) => (await db().doc(paths.account(id)).get()).get('email');

describe('changing the address', () => {
  it('takes effect when the link in the mail is opened, and not before', async () => {
    const me = await newPerson();
    const email = mail('fresh_address');
    expect((await ask(me, email)).body.detail).toContain(email);
    expect((await get('/users/profile', me)).body.email).toBe(me.email);
    expect((await post('/users/auth/login', { username: email, password: me.password })).status).toBe(401);

    await atAuth('update', { oobCode: await codeFor(email) });
    expect((await auth().getUser(me.id)).email).toBe(email);
    const anew = await post('/users/auth/login', { username: email, password: me.password });
    expect(anew.status).toBe(200);
    expect((await get('/users/profile', { ...me, ...anew.body })).body.email).toBe(email);
    expect(await storedEmail(me)).toBe(email);
    expect((await post('/users/auth/login', { username: me.email, password: me.password })).status).toBe(401);
  });

  it('is told to the address that was there, when it is asked for and once when it is done, with what to do', async () => {
    const mails: Mail[] = [];
    onTestFinished(setMailer(async (sent) => void mails.push(sent)));
    const me = await newPerson();
    const email = mail('told_of');
    await ask(me, email, 'not this one');
    expect(mails).toEqual([]);
    await ask(me, email);
    expect(mails).toMatchObject([{ to: me.email, text: expect.stringContaining('set a new one') }]);
    await atAuth('update', { oobCode: await codeFor(email) });
    // However many see it at once.
    const login = () => send('post', '/users/auth/login', { body: { username: email, password: me.password } });
    await Promise.all([login(), login(), login()]);
    expect(mails).toHaveLength(2);
    expect(mails[1]).toMatchObject({ to: me.email, text: expect.stringContaining('answer this one') });
    // Whoever has the old mailbox doesn’t learn the new one.
    expect(JSON.stringify(mails)).not.toContain(email);
  });

  it('is done all the same where no mail can be sent', async () => {
    onTestFinished(setMailer(() => Promise.reject(new Error('No server'))));
    const me = await newPerson();
    const email = mail('mail_is_away');
    expect((await ask(me, email)).status).toBe(200);
    await auth().updateUser(me.id, { email });
    expect((await get('/users/profile', await signedInAnew(me))).body.email).toBe(email);
    expect(await storedEmail(me)).toBe(email);
  });

  it('is seen by whoever signs in with the username, too', async () => {
    const me = await newPerson();
    const email = mail('seen_by_name');
    await auth().updateUser(me.id, { email });
    const back = await signedInAnew(me);
    expect((await get('/users/profile', back)).body.email).toBe(email);
    expect(await storedEmail(me)).toBe(email);
  });

  it('needs the password, and an address that nobody has', async () => {
    const [me, other] = [await newPerson(), await newPerson()];
    const wrong = await ask(me, mail('never_sent'), 'not this one');
    expectProblem(wrong, 400, 'invalid_request');
    expect(wrong.body.errors[0].field).toBe('password');
    expect(await codeFor(mail('never_sent'))).toBeUndefined();
    for (const email of [other.email, other.email.toUpperCase(), me.email, 'no address']) {
      const refused = await ask(me, email);
      expectProblem(refused, 400, 'invalid_request');
      expect(refused.body.errors[0].field).toBe('email');
    }
    expectProblem(
      await post('/users/auth/email_change', { email: mail('x'), password: 'x' }),
      401,
      'not_authenticated',
    );
  });

  it('is refused to whoever has no password', async () => {
    const me = await newPerson();
    await atAuth('update', { idToken: me.access, deleteAttribute: ['EMAIL'], deleteProvider: ['password'] });
    expectProblem(await ask(me, mail('without_password')), 409, 'conflict');
  });
});
