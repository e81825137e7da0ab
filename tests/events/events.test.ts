import sharp from 'sharp';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { params } from '../../functions/src/config.ts';
import { pairId } from '../../functions/src/contract/pair.ts';
import { bucket } from '../../functions/src/firebase.ts';
import { setClock } from '../../functions/src/runtime/clock.ts';
import {
  connect,
  del,
  expectProblem,
  get,
  newPerson,
  type Person,
  patch,
  people,
  post,
  put,
  useApi,
} from '../support/api.ts';
import { host, inHours, join, plan } from './make.ts';

useApi();
afterEach(() => vi.restoreAllMocks());

const later = (hours: number) => onTestFinished(setClock(() => Date.now() + hours * 3_600_000));
const fieldsOf = (body: { errors: { field: string }[] }) => body.errors.map(({ field }) => field);

describe('hosting', () => {
  it('takes what the seed sends', async () => {
    const alice = await newPerson();
    const body = { title: 'Summer Gala', date: '2027-06-01T10:00:00Z', location: 'NYC' };
    const { status, body: event } = await post('/events', body, alice);
    expect(status).toBe(201);
    expect(event).toMatchObject({
      ...body,
      date: '2027-06-01T10:00:00.000Z',
      ends_at: '2027-06-01T13:00:00.000Z',
      time_zone: 'UTC',
      description: '',
      link: null,
      cover: null,
      visibility: 'public',
      capacity: null,
      status: 'scheduled',
      sequence: 0,
      host: { id: alice.id, username: alice.username },
      counts: { interested: 0, going: 0, invited: 0, waiting: 0 },
    });
    // What only the server goes by.
    for (const field of ['taken', 'search_tokens', 'listed', 'last_turn', 'unsettled']) {
      expect(event).not.toHaveProperty(field);
    }
  });

  it('spells a zone as the IANA does, and takes whatever fractions a program sends', async () => {
    const { body } = await post(
      '/events',
      plan({ date: '2027-06-01T10:00:00.123456+00:00', time_zone: 'america/new_york' }),
      await newPerson(),
    );
    expect(body).toMatchObject({ date: '2027-06-01T10:00:00.000Z', time_zone: 'America/New_York' });
  });

  it('reads a local time in the zone of the place', async () => {
    const alice = await newPerson();
    const event = await host(alice, {
      date: '2027-06-01T10:00',
      time_zone: 'America/New_York',
      ends_at: '2027-06-01T23:30',
    });
    expect(event).toMatchObject({ date: '2027-06-01T14:00:00.000Z', ends_at: '2027-06-02T03:30:00.000Z' });
  });

  it.each([
    ['no title', { title: '' }, ['title']],
    ['a title without a word', { title: '...' }, ['title']],
    ['no date', { date: undefined }, ['date']],
    ['a date that is none', { date: 'soon' }, ['date']],
    ['a time that clocks skip', { date: '2027-03-28T02:30', time_zone: 'Europe/Berlin' }, ['date']],
    ['the past', { date: '2020-01-01T10:00:00Z' }, ['date']],
    ['an end before the beginning', { ends_at: inHours(1) }, ['ends_at']],
    ['a zone that is none', { time_zone: 'Mars/Olympus' }, ['time_zone']],
    ['a link that is none', { link: 'javascript:alert(1)' }, ['link']],
    ['an unsafe link', { link: 'http://meet.example' }, ['link']],
    ['no seat at all', { capacity: 0 }, ['capacity']],
    ['half a seat', { capacity: 1.5 }, ['capacity']],
    ['more seats than there are', { capacity: 100_001 }, ['capacity']],
    ['a long title', { title: 'x'.repeat(101) }, ['title']],
    ['an unknown field', { colour: 'red' }, ['colour']],
    ['a host', { host: 'me' }, ['host']],
  ])('refuses %s', async (_, over, fields) => {
    const { status, body } = await post('/events', plan(over), await newPerson());
    expect(status).toBe(400);
    expect(fieldsOf(body)).toEqual(fields);
  });

  it('is limited a day, by what succeeds', async () => {
    vi.spyOn(params.eventsPerDay, 'value').mockReturnValue(2);
    const alice = await newPerson();
    for (let i = 0; i < 3; i++) expect((await post('/events', {}, alice)).status).toBe(400);
    for (let i = 0; i < 2; i++) await host(alice);
    expectProblem(await post('/events', plan(), alice), 429, 'rate_limited');
  });

  it('is nothing for who isn’t signed in', async () => {
    expectProblem(await post('/events', plan()), 401, 'not_authenticated');
  });
});

describe('an event', () => {
  it('that is public is shown to everybody', async () => {
    const [alice, bob] = (await people(2)) as [Person, Person];
    const { id } = await host(alice);
    expect((await get(`/events/${id}`)).body).toMatchObject({ id, title: 'Summer Gala' });
    expect((await get(`/events/${id}`)).body).not.toHaveProperty('attendance');
    expect((await get(`/events/${id}`, bob)).body).toMatchObject({ id, attendance: null });
    await join(bob, id);
    expect((await get(`/events/${id}`, bob)).body).toMatchObject({ attendance: { status: 'going', place: null } });
  });

  it('for connections is there for nobody else', async () => {
    const [alice, bob, eve] = (await people(3)) as [Person, Person, Person];
    await connect(alice, bob);
    const { id } = await host(alice, { visibility: 'connections' });
    expect((await get(`/events/${id}`, alice)).status).toBe(200);
    expect((await get(`/events/${id}`, bob)).status).toBe(200);
    for (const as of [undefined, eve]) expectProblem(await get(`/events/${id}`, as), 404, 'not_found');
    expectProblem(await join(eve, id), 404, 'not_found');
    expectProblem(await get(`/events/${id}/attendees`, eve), 404, 'not_found');
    // Whoever is no connection any more isn't either.
    await del(`/connections/${pairId(alice.id, bob.id)}`, bob);
    expectProblem(await get(`/events/${id}`, bob), 404, 'not_found');
  });

  it('that somebody may not see is 404 for them, whatever they ask', async () => {
    const [alice, eve] = (await people(2)) as [Person, Person];
    const { id } = await host(alice, { visibility: 'connections' });
    const asked = [
      patch(`/events/${id}`, { title: 'Mine' }, eve),
      del(`/events/${id}`, eve),
      post(`/events/${id}/cancel`, {}, eve),
      post(`/events/${id}/invite`, { users: [alice.id] }, eve),
      get(`/events/${id}/attendees`, eve),
      get(`/events/${id}/friends`, eve),
      get(`/events/${id}/calendar.ics`, eve),
      join(eve, id),
      del(`/events/${id}/join`, eve),
      del(`/events/${id}/cover`, eve),
      put(`/events/${id}/cover`, { path: `uploads/${eve.id}/cover/0` }, eve),
    ];
    for (const reply of await Promise.all(asked))
      expect([400, 404], JSON.stringify(reply.body)).toContain(reply.status);
  });

  it('isn’t there for either side of a block', async () => {
    const [alice, bob, carol] = (await people(3)) as [Person, Person, Person];
    const { id } = await host(alice);
    await post(`/users/${alice.id}/block`, undefined, bob);
    await post(`/users/${carol.id}/block`, undefined, alice);
    for (const as of [bob, carol]) {
      expectProblem(await get(`/events/${id}`, as), 404, 'not_found');
      expectProblem(await join(as, id), 404, 'not_found');
    }
  });

  it('that doesn’t exist is 404 for every route', async () => {
    const alice = await newPerson();
    for (const reply of await Promise.all([
      get('/events/nothing', alice),
      patch('/events/nothing', {}, alice),
      del('/events/nothing', alice),
      post('/events/nothing/cancel', {}, alice),
      join(alice, 'nothing'),
      del('/events/nothing/join', alice),
      post('/events/nothing/invite', { users: [alice.id] }, alice),
      get('/events/nothing/attendees', alice),
      put('/events/nothing/cover', { path: `uploads/${alice.id}/cover/0` }, alice),
      del('/events/nothing/cover', alice),
    ])) {
      expect([400, 404]).toContain(reply.status);
    }
  });
});

describe('changing an event', () => {
  it('changes what is sent, and its sequence', async () => {
    const alice = await newPerson();
    const event = await host(alice, { link: 'https://meet.example/a' });
    const { body } = await patch(`/events/${event.id}`, { title: 'Winter Gala', link: null }, alice);
    expect(body).toMatchObject({ title: 'Winter Gala', link: null, location: 'NYC', date: event.date, sequence: 1 });
    expect((await get(`/events/${event.id}`)).body).toMatchObject({ title: 'Winter Gala', sequence: 1 });
    expect((await patch(`/events/${event.id}`, {}, alice)).body).toMatchObject({ sequence: 1 });
    expect((await get('/events?search=winter')).body).toMatchObject([{ id: event.id }]);
  });

  it('keeps the moment when only the zone changes, and the length when it is moved', async () => {
    const alice = await newPerson();
    const event = await host(alice, { date: inHours(48), ends_at: inHours(50) });
    const zoned = await patch(`/events/${event.id}`, { time_zone: 'Asia/Tokyo' }, alice);
    expect(zoned.body).toMatchObject({ date: event.date, time_zone: 'Asia/Tokyo' });
    const moved = await patch(`/events/${event.id}`, { date: '2027-06-01T10:00' }, alice);
    expect(moved.body).toMatchObject({ date: '2027-06-01T01:00:00.000Z' });
    const length = (of: { date: string; ends_at: string }) => Date.parse(of.ends_at) - Date.parse(of.date);
    expect(length(moved.body)).toBe(length(event));
  });

  it('is for the host alone', async () => {
    const [alice, bob] = (await people(2)) as [Person, Person];
    const { id } = await host(alice);
    const asked = [
      patch(`/events/${id}`, { title: 'Mine' }, bob),
      del(`/events/${id}`, bob),
      post(`/events/${id}/cancel`, {}, bob),
      post(`/events/${id}/invite`, { users: [alice.id] }, bob),
      get(`/events/${id}/attendees`, bob),
      del(`/events/${id}/cover`, bob),
    ];
    for (const reply of await Promise.all(asked)) expectProblem(reply, 403, 'permission_denied');
    expect((await get(`/events/${id}`)).body).toMatchObject({ title: 'Summer Gala', status: 'scheduled' });
  });

  it('refuses what is wrong, by field', async () => {
    const alice = await newPerson();
    const { id } = await host(alice);
    const { body } = await patch(`/events/${id}`, { date: '2020-01-01T10:00Z', ends_at: 'x' }, alice);
    expect(fieldsOf(body)).toEqual(['ends_at']);
    expect((await patch(`/events/${id}`, { date: '2020-01-01T10:00Z' }, alice)).body.errors[0].field).toBe('date');
  });

  it('ends with the event', async () => {
    const alice = await newPerson();
    const { id } = await host(alice, { date: inHours(1) });
    later(5);
    expectProblem(await patch(`/events/${id}`, { title: 'Late' }, alice), 409, 'conflict', 'This event is over.');
    expectProblem(await post(`/events/${id}/cancel`, {}, alice), 409, 'conflict', 'This event is over.');
  });
});

describe('the end of an event', () => {
  it('is removal while nobody is in it, and cancelling after that', async () => {
    const [alice, bob] = (await people(2)) as [Person, Person];
    const { id } = await host(alice);
    await join(bob, id, 'interested');
    expectProblem(await del(`/events/${id}`, alice), 409, 'conflict', /Cancel it instead/);
    const { body } = await post(`/events/${id}/cancel`, { message: 'Rain' }, alice);
    expect(body).toMatchObject({ status: 'cancelled', cancel_message: 'Rain', sequence: 1 });
    expect((await post(`/events/${id}/cancel`, {}, alice)).body).toMatchObject({ cancel_message: 'Rain', sequence: 1 });
    for (const reply of [await patch(`/events/${id}`, { title: 'X' }, alice), await join(bob, id)]) {
      expectProblem(reply, 409, 'conflict', 'This event has been cancelled.');
    }
    expect((await get(`/events/${id}`)).body).toMatchObject({ status: 'cancelled' });
    // Lists show it to its host and to those in it.
    expect((await get(`/events?host=${alice.id}`)).body).toEqual([]);
    expect((await get(`/events?host=${alice.id}`, alice)).body).toMatchObject([{ id }]);
    expect((await get('/events?attending=me', bob)).body).toMatchObject([{ id, status: 'cancelled' }]);
    await del(`/events/${id}/join`, bob);
    expect((await del(`/events/${id}`, alice)).status).toBe(204);
    expectProblem(await get(`/events/${id}`), 404, 'not_found');
  });
});

describe('the cover', () => {
  const picture = async (format: 'png' | 'gif' = 'png'): Promise<FormData> => {
    const data = await sharp({ create: { width: 1800, height: 1800, channels: 3, background: '#357' } })
      [format]()
      .toBuffer();
    const form = new FormData();
    form.append('cover', new Blob([new Uint8Array(data)]), 'a.png');
    return form;
  };
  const filesOf = async (uid: string) =>
    (await bucket().getFiles({ prefix: `covers/${uid}/` }))[0].map(({ name }) => name);

  it('is public, in two sizes, and the former one goes', async () => {
    const alice = await newPerson();
    const { id } = await host(alice);
    const first = await put(`/events/${id}/cover`, await picture(), alice);
    expect(Object.keys(first.body.sizes)).toEqual(['640', '1600']);
    const shown = await fetch(first.body.sizes['640']);
    const { width, height, format } = await sharp(Buffer.from(await shown.arrayBuffer())).metadata();
    expect([width, height, format]).toEqual([640, 360, 'webp']);
    const second = await put(`/events/${id}/cover`, await picture(), alice);
    expect((await get(`/events/${id}`)).body.cover).toEqual(second.body);
    expect(await filesOf(alice.id)).toHaveLength(2);
    expect((await del(`/events/${id}/cover`, alice)).status).toBe(204);
    expect((await get(`/events/${id}`)).body.cover).toBeNull();
    expect(await filesOf(alice.id)).toEqual([]);
  });

  it('goes with the event', async () => {
    const alice = await newPerson();
    const { id } = await host(alice);
    await put(`/events/${id}/cover`, await picture(), alice);
    expect((await del(`/events/${id}`, alice)).status).toBe(204);
    expect(await filesOf(alice.id)).toEqual([]);
  });

  it('is the host’s to set', async () => {
    const [alice, bob] = (await people(2)) as [Person, Person];
    const { id } = await host(alice);
    expectProblem(await put(`/events/${id}/cover`, await picture(), bob), 403, 'permission_denied');
    const text = new FormData();
    text.append('cover', new Blob(['not a picture']), 'a.png');
    expectProblem(await put(`/events/${id}/cover`, text, alice), 415, 'unsupported_media_type');
    expect(await filesOf(alice.id)).toEqual([]);
  });
});
