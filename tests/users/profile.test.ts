import { beforeAll, describe, expect, it } from 'vitest';
import { db } from '../../functions/src/firebase.ts';
import { block } from '../connections/state.ts';
import { connect, expectProblem, get, newPerson, type Person, patch, post, send, useApi } from '../support/api.ts';

useApi();

const change = (body: object, who: Person) => patch('/users/profile', body, who);
const mine = async (who: Person) => (await get('/users/profile', who)).body;
const fieldsOf = (reply: { body: { errors: { field: string }[] } }) => reply.body.errors.map(({ field }) => field);

const PUBLIC = [
  'avatar_url',
  'bio',
  'business_category',
  'company_name',
  'connection_count',
  'created_at',
  'display_name',
  'id',
  'is_verified',
  'location',
  'role',
  'social_links',
  'username',
];

describe('GET /users/profile', () => {
  it('is what registering has made', async () => {
    const me = await newPerson({ username: 'Fresh.One', role: 'entrepreneur' });
    const reply = await get('/users/profile', me);
    expect(reply.status).toBe(200);
    expect(reply.body).toEqual({
      id: me.id,
      username: 'Fresh.One',
      display_name: 'Fresh.One',
      role: 'entrepreneur',
      bio: '',
      avatar_url: null,
      company_name: '',
      business_category: '',
      location: '',
      social_links: {},
      is_verified: false,
      connection_count: 0,
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      email: me.email,
      phone: '',
    });
    expect(reply.headers.get('cache-control')).toBe('private, no-store');
  });
});

describe('PATCH /users/profile', () => {
  let me: Person;
  beforeAll(async () => {
    me = await newPerson();
  });

  it.each<[string, unknown, unknown?]>([
    ['display_name', 'Zoë 🎬 Müller'],
    ['display_name', '  trimmed  ', 'trimmed'],
    ['display_name', 'x'.repeat(50)],
    ['bio', 'Lifestyle Vlogger from NYC'],
    ['bio', 'two\r\nlines 👩‍👩‍👧', 'two\nlines 👩‍👩‍👧'],
    ['bio', 'x'.repeat(500)],
    ['bio', '<b>kept as it is</b> & "quoted"'],
    ['bio', ''],
    ['company_name', 'Ann & Sons'],
    ['company_name', ''],
    ['business_category', 'Travel'],
    ['location', 'São Paulo'],
    ['phone', '+49 (30) 123-456', '+49 30 123 456'],
    ['phone', ''],
    ['social_links', { instagram: 'https://www.instagram.com/alice', youtube: 'https://youtu.be/x' }],
    ['social_links', {}],
  ])('changes %s to %j', async (field, value, stored = value) => {
    const reply = await change({ [field]: value }, me);
    expect(reply.status).toBe(200);
    expect(reply.body[field]).toEqual(stored);
    expect(await mine(me)).toEqual(reply.body);
  });

  it.each<[string, unknown]>([
    ['display_name', ''],
    ['display_name', '   '],
    ['display_name', 'x'.repeat(51)],
    ['display_name', 'two\nlines'],
    ['display_name', 'evil\u202ename'],
    ['display_name', 'zero\u200bwidth'],
    ['display_name', null],
    ['display_name', 7],
    ['bio', 'x'.repeat(501)],
    ['bio', ['x']],
    ['bio', 'bell\u0007'],
    ['company_name', 'x'.repeat(101)],
    ['business_category', 'x'.repeat(51)],
    ['location', 'x'.repeat(101)],
    ['phone', 'call me'],
    ['phone', '1234'],
    ['phone', '+49 30 123456789012345678'],
    ['phone', '<script>'],
    ['social_links', null],
    ['social_links', []],
    ['social_links', 'https://instagram.com/alice'],
  ])('refuses %s %j', async (field, value) => {
    const before = await mine(me);
    const reply = await change({ bio: 'not this either', [field]: value }, me);
    expectProblem(reply, 400, 'invalid_request');
    expect(new Set(fieldsOf(reply))).toEqual(new Set([field]));
    expect(await mine(me)).toEqual(before);
  });

  it.each<[string, unknown]>([
    ['id', 'x'],
    ['username', 'somebody_else'],
    ['role', 'brand'],
    ['is_verified', true],
    ['connection_count', 1_000_000],
    ['created_at', '2020-01-01T00:00:00.000Z'],
    ['avatar_url', 'https://evil.example/x.png'],
    ['email', 'other@example.org'],
    ['suspended', false],
    ['staff', ['users']],
    ['search_tokens', ['alice']],
    ['username_key', 'alice'],
    ['category_key', 'x'],
  ])('does not let one choose %s', async (field, value) => {
    const before = await mine(me);
    const reply = await change({ [field]: value }, me);
    expectProblem(reply, 400, 'invalid_request');
    expect(reply.body.errors).toEqual([{ field, message: 'Unknown field.' }]);
    expect(await mine(me)).toEqual(before);
  });

  it('leaves what it does not name', async () => {
    const person = await newPerson();
    const full = {
      display_name: 'Full Name',
      bio: 'Bio',
      company_name: 'Company',
      business_category: 'Category',
      location: 'Place',
      phone: '+1 555 0100',
      social_links: { x: 'https://x.com/full' },
    };
    expect((await change(full, person)).body).toMatchObject(full);
    for (const [field, value] of Object.entries({ bio: 'New', phone: '', location: 'Elsewhere' })) {
      Object.assign(full, { [field]: value });
      expect((await change({ [field]: value }, person)).body).toMatchObject(full);
    }
    expect((await change({}, person)).body).toMatchObject(full);
    expect(
      (await change({ social_links: { tiktok: 'https://www.tiktok.com/@full' } }, person)).body.social_links,
    ).toEqual({
      tiktok: 'https://www.tiktok.com/@full',
    });
  });

  it('keeps both of two changes at once', async () => {
    const person = await newPerson();
    const changes = [{ display_name: 'Changed', company_name: 'Acme' }, { business_category: 'Travel' }];
    // One of the two transactions may have to begin again, and bills its reads twice.
    await Promise.all(changes.map((body) => send('patch', '/users/profile', { as: person, body, contended: true })));
    expect(await mine(person)).toMatchObject({ display_name: 'Changed', business_category: 'Travel' });
    const tokens: string[] = (await db().doc(`users/${person.id}`).get()).get('search_tokens');
    for (const word of ['changed', 'acme', 'travel']) expect(tokens).toContain(word);
  });

  it('carries a new name into the next token, and so into what is copied from it', async () => {
    const [person, other] = [await newPerson(), await newPerson()];
    await change({ display_name: 'New Name' }, person);
    const { body } = await post('/users/auth/login', { username: person.username, password: person.password });
    const asked = await post('/connections/request', { receiver: other.id }, { ...person, ...body });
    expect(asked.body.sender).toMatchObject({ display_name: 'New Name', username: person.username });
  });
});

describe('GET /users/{username}', () => {
  const relation = async (me: Person, other: Person): Promise<string> => {
    const reply = await get(`/users/${other.username}`, me);
    expect(reply.status).toBe(200);
    expect(Object.keys(reply.body).sort()).toEqual([...PUBLIC, 'relation'].sort());
    expect(reply.body.id).toBe(other.id);
    return reply.body.relation;
  };
  const both = async (a: Person, b: Person) => [await relation(a, b), await relation(b, a)];

  it('tells how the two stand, from first to last', async () => {
    const [alice, bob] = [await newPerson(), await newPerson()];
    expect(await relation(alice, alice)).toBe('self');
    expect(await both(alice, bob)).toEqual(['none', 'none']);
    const { id } = (await post('/connections/request', { receiver: bob.id }, alice)).body;
    expect(await both(alice, bob)).toEqual(['requested', 'requested_by']);
    await patch(`/connections/${id}/action`, { status: 'rejected' }, bob);
    expect(await both(alice, bob)).toEqual(['none', 'none']);
    await post('/connections/request', { receiver: alice.id }, bob);
    expect(await both(alice, bob)).toEqual(['requested_by', 'requested']);
    await patch(`/connections/${id}/action`, { status: 'accepted' }, alice);
    expect(await both(alice, bob)).toEqual(['connected', 'connected']);
  });

  it('does not exist for the blocked, in the same words as nobody', async () => {
    const [alice, bob] = [await newPerson(), await newPerson()];
    await connect(alice, bob);
    await block(alice, bob);
    expect(await relation(alice, bob)).toBe('blocked');
    const [hidden, nobody] = [await get(`/users/${alice.username}`, bob), await get('/users/nobody_at_all', bob)];
    expectProblem(hidden, 404, 'not_found', 'Not found.');
    expect({ ...hidden.body, request_id: '' }).toEqual({ ...nobody.body, request_id: '' });
  });

  it('knows a name in any case', async () => {
    const [me, other] = [await newPerson(), await newPerson({ username: 'Case.Insensitive' })];
    for (const name of ['Case.Insensitive', 'case.insensitive', 'CASE.INSENSITIVE', 'case%2Einsensitive']) {
      expect((await get(`/users/${name}`, me)).body).toMatchObject({ id: other.id, username: 'Case.Insensitive' });
    }
  });

  it.each(['nobody_at_all', 'ab', 'x'.repeat(31), '...', '__x__', 'ünïcode', 'a b', 'auth', 'admin'])(
    'knows nobody called %s',
    async (name) => {
      expectProblem(await get(`/users/${encodeURIComponent(name)}`, await newPerson()), 404, 'not_found');
    },
  );
});
