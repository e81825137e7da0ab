import { beforeAll, describe, expect, it } from 'vitest';
import { auth, db } from '../../functions/src/firebase.ts';
import { expectProblem, get, mail, newPerson, type Person, patch, post, useApi } from '../support/api.ts';

useApi();

const change = (body: object, who: Person) => patch('/users/profile', body, who);
const fieldsOf = (reply: { body: { errors: { field: string }[] } }) => reply.body.errors.map(({ field }) => field);
const register = (body: object) =>
  post('/users/auth/register', { password: 'correct horse', role: 'brand', username: 'x', ...body });

let me: Person;
beforeAll(async () => {
  me = await newPerson();
});

describe('what people write', () => {
  it.each([
    ['display_name', 'Mia \u2764\ufe0f'],
    ['display_name', 'Pilot \u2708\ufe0f'],
    ['display_name', 'Dev \u{1f469}\u200d\u{1f4bb}'],
    ['display_name', '1\ufe0f\u20e3 Mia'],
    ['display_name', 'Mia \u{1f1e9}\u{1f1ea}'],
    ['display_name', 'علی\u200cرضا'],
    ['display_name', 'ශ්\u200dරී'],
    ['company_name', 'Café \u2615\ufe0f'],
    ['company_name', 'شرکت نمونه\u200cها'],
    ['location', 'කොළඹ ශ්\u200dරී'],
    ['location', 'Malmö \u2600\ufe0f'],
    ['business_category', 'Art \u{1f3f3}\ufe0f\u200d\u{1f308}'],
    ['bio', 'ZWNJ and marks \u200e(\u200f) stay \u2764\ufe0f'],
  ])('in %s, %j, comes back as it was', async (field, value) => {
    const reply = await change({ [field]: value }, me);
    expect(reply.body[field]).toBe(value);
    expect((await get('/users/profile', me)).body[field]).toBe(value);
    expect((await change({ [field]: reply.body[field] }, me)).body[field]).toBe(value);
  });

  it.each([
    ['bio', 'a\r\nb\rc', 'a\nb\nc'],
    ['bio', '\u00a0a\n\n\n\nb\n', 'a\n\nb'],
    ['display_name', 'Zoe\u0308  Weiss\u00a0', 'Zo\u00eb Weiss'],
    ['location', ' São Paulo ', 'São Paulo'],
    ['phone', '\u202a+49\u00a0(0)30\u00a01234567\u202c', '+49 30 1234567'],
    ['phone', 'tel:+1.555.0100', '+1 555 0100'],
    ['phone', '030/123.45-67', '030 123 45 67'],
  ])('in %s, %j, is put in order: %j', async (field, typed, stored) => {
    expect((await change({ [field]: typed }, me)).body[field]).toBe(stored);
  });

  it.each([
    ['display_name', '\u200dMia'],
    ['display_name', 'Mia\u200d'],
    ['display_name', 'M\u200cia'],
    ['display_name', 'Mi\u200ba'],
    ['display_name', 'Mia\ufe0f\ufe0f'],
    ['display_name', '\u2067Mia\u2069'],
    ['display_name', 'Mia\u202etxt'],
    ['display_name', 'Mia \u2800'],
    ['display_name', 'Mia \u{e0041}'],
    ['display_name', 'Mia \ue000'],
    ['display_name', '\u0301Mia'],
    ['display_name', `M${'\u0335\u0336\u0337\u0338'.repeat(3)}ia`],
    ['display_name', 'ก\u0e4a\u0e4a\u0e4a\u0e4a\u0e4a'],
    ['display_name', '❤️❤️'],
    ['company_name', 'Mi\u200ba'],
    ['location', 'Mi\u202ea'],
    ['bio', 'Mi\u202ea'],
    ['bio', 'Mi\u0000a'],
    ['bio', `M${'\u0335\u0336\u0337\u0338'.repeat(3)}ia`],
  ])('in %s, %j, is refused where it would not read the same everywhere', async (field, value) => {
    const refused = await change({ [field]: value }, me);
    expectProblem(refused, 400, 'invalid_request');
    expect(fieldsOf(refused)).toEqual([field]);
  });

  it.each(['Brand ✓', 'Brand ✔️', 'Brand ☑', 'Brand ✅', 'Infloo Support', 'lnfloo', 'Inflо\u043e', 'I N F L O O'])(
    'is no name for a person or a company: %s',
    async (name) => {
      const refused = await change({ display_name: name, company_name: name }, me);
      expectProblem(refused, 400, 'invalid_request');
      expect(fieldsOf(refused)).toEqual(['display_name', 'company_name']);
      expect((await change({ location: name }, me)).status).toBe(200);
    },
  );

  it('can be called Flooring', async () => {
    expect((await change({ display_name: 'Kevin Flooring' }, me)).body.display_name).toBe('Kevin Flooring');
  });
});

describe('registration', () => {
  it('takes a name, which is shown and found', async () => {
    const reply = await register({
      username: 'mia.weiss',
      email: mail('mia'),
      display_name: ' Mia Weiß \u2764\ufe0f ',
    });
    expect(reply.body).toMatchObject({ username: 'mia.weiss', display_name: 'Mia Weiß \u2764\ufe0f' });
    expect((await get('/users?search=weiss%20mia', me)).body).toMatchObject([{ username: 'mia.weiss' }]);
  });

  it.each(['', 'Brand ✅', 'Infloo', 'a\u202eb', 'x'.repeat(51)])(
    'refuses the name %j, and nothing is left',
    async (name) => {
      const refused = await register({ username: 'nameless', email: mail('nameless'), display_name: name });
      expectProblem(refused, 400, 'invalid_request');
      expect(fieldsOf(refused)).toEqual(['display_name']);
      expect((await db().doc('usernames/nameless').get()).exists).toBe(false);
    },
  );

  it('trims what a phone’s keyboard adds, and so does sign-in', async () => {
    const reply = await register({ username: 'trimmed.one ', email: ` ${mail('trimmed')}\u00a0` });
    expect(reply.body).toMatchObject({ username: 'trimmed.one', display_name: 'trimmed.one', email: mail('trimmed') });
    for (const username of ['trimmed.one ', ' Trimmed.One', '@trimmed.one', `${mail('trimmed')} `, mail('TRIMMED')]) {
      expect((await post('/users/auth/login', { username, password: 'correct horse' })).status).toBe(200);
    }
    expect((await post('/users/auth/password_reset', { email: ` ${mail('trimmed')} ` })).status).toBe(200);
  });

  it('keeps an address as Firebase Auth does: in lower case, the domain in ASCII', async () => {
    const reply = await register({
      username: 'lower_case',
      email: `X@Bücher.${mail('y').split('@')[1]?.toUpperCase()}`,
    });
    expect(reply.status).toBe(201);
    const { email } = reply.body;
    expect(email).toBe(`x@xn--bcher-kva.${mail('y').split('@')[1]}`);
    expect((await auth().getUser(reply.body.id)).email).toBe(email);
    expect((await db().doc(`users/${reply.body.id}/private/account`).get()).get('email')).toBe(email);
    const again = await register({ username: 'lower_case_2', email: email.toUpperCase() });
    expect(fieldsOf(again)).toEqual(['email']);
    const login = { username: `x@bücher.${mail('y').split('@')[1]}`, password: 'correct horse' };
    expect((await post('/users/auth/login', login)).status).toBe(200);
  });

  it('takes every address that a browser’s e-mail field takes', async () => {
    const domain = mail('z').split('@')[1];
    for (const [i, local] of ["o'brien+news", 'taro..', '.dot', 'a/b!#$%&*=?^_`{|}~'].entries()) {
      const reply = await register({ username: `browser_${i}`, email: `${local}@${domain}` });
      expect([reply.status, reply.body.email]).toEqual([201, `${local}@${domain}`]);
    }
  });

  it.each([
    'infloo.support',
    'support_',
    'admin_',
    'infloo_official',
    'alice.',
    '.alice',
    'robots.txt',
    'a__b',
    'available',
  ])('refuses the username %s', async (username) => {
    const refused = await register({ username, email: mail('lookalike') });
    expectProblem(refused, 400, 'invalid_request');
    expect(fieldsOf(refused)).toEqual(['username']);
  });
});

describe('a password', () => {
  const composed = 'K\u00e4se-Brot-77';
  const decomposed = 'Ka\u0308se-Brot-77';
  const login = (username: string, password: string) => post('/users/auth/login', { username, password });

  it('lets in from every keyboard, however it was chosen', async () => {
    for (const [username, chosen] of [
      ['composed', composed],
      ['decomposed', decomposed],
    ] as const) {
      expect((await register({ username, email: mail(username), password: chosen })).status).toBe(201);
      expect((await login(username, composed)).status).toBe(200);
      expect((await login(username, decomposed)).status).toBe(200);
      expectProblem(await login(username, 'Kase-Brot-77'), 401, 'invalid_credentials');
    }
  });

  it('lets in whose password is older than the rule', async () => {
    const person = await newPerson();
    await auth().updateUser(person.id, { password: decomposed });
    expect((await login(person.username, decomposed)).status).toBe(200);
    const { body } = await login(person.username, decomposed);
    const changed = await post(
      '/users/auth/password_change',
      { old_password: decomposed, new_password: 'ｎｅｗ Ka\u0308se' },
      { ...person, ...body },
    );
    expect(changed.status).toBe(200);
    expect((await login(person.username, 'new K\u00e4se')).status).toBe(200);
  });

  it('is never trimmed', async () => {
    const password = ' with spaces ';
    expect((await register({ username: 'spaces', email: mail('spaces'), password })).status).toBe(201);
    expect((await login('spaces', password)).status).toBe(200);
    expectProblem(await login('spaces', password.trim()), 401, 'invalid_credentials');
  });
});

describe('GET /users/available', () => {
  const ask = async (username: string) => (await get(`/users/available?username=${encodeURIComponent(username)}`)).body;

  it('says of a name what registration would say', async () => {
    await newPerson({ username: 'Taken.Name' });
    expect(await ask('free_name')).toEqual({ username: 'free_name', available: true });
    expect(await ask(' free_name ')).toEqual({ username: 'free_name', available: true });
    for (const username of ['taken.name', 'TAKEN.NAME', 'profile', 'support_', 'ab', 'a!b', '.alice', 'x'.repeat(31)]) {
      const refused = await register({ username, email: mail('asks_first') });
      expect(await ask(username)).toEqual({ username, available: false, reason: refused.body.errors[0].message });
    }
  });

  it('costs one read, and none for a name that can’t be', async () => {
    const cost = async (username: string) => (await get(`/users/available?username=${username}`)).cost;
    expect(await cost('free_name')).toEqual({ reads: 1, writes: 0, deletes: 0, trips: 1 });
    expect(await cost('profile')).toEqual({ reads: 0, writes: 0, deletes: 0, trips: 0 });
  });

  it.each(['', '?username=', '?name=x', '?username=a&username=b', `?username=${'x'.repeat(300)}`])(
    '%s',
    async (query) => {
      const reply = await get(`/users/available${query}`);
      if (query === '?username=') expect(reply.body).toMatchObject({ available: false, reason: expect.any(String) });
      else expectProblem(reply, 400, 'invalid_request');
    },
  );
});
