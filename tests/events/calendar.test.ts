import { FieldValue } from 'firebase-admin/firestore';
import ICAL from 'ical.js';
import ical, { type VEvent } from 'node-ical';
import { describe, expect, it } from 'vitest';
import { paths } from '../../functions/src/contract/paths.ts';
import { db } from '../../functions/src/firebase.ts';
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
  send,
  useApi,
} from '../support/api.ts';
import { host, inHours, join, leave } from './make.ts';

useApi();

/** An event as both libraries read it, which must agree. */
interface Read {
  uid: string;
  summary: string;
  description: string;
  location: string;
  start: string;
  end: string;
  sequence: number;
  status: string;
  stamp: string;
}

function read(text: string): Read[] {
  const component = new ICAL.Component(ICAL.parse(text));
  const first = component.getAllSubcomponents('vevent').map((part): Read => {
    const event = new ICAL.Event(part);
    return {
      uid: event.uid,
      summary: event.summary,
      description: event.description ?? '',
      location: event.location ?? '',
      start: event.startDate.toJSDate().toISOString(),
      end: event.endDate.toJSDate().toISOString(),
      sequence: event.sequence,
      status: String(part.getFirstPropertyValue('status')),
      stamp: (part.getFirstPropertyValue('dtstamp') as ICAL.Time).toJSDate().toISOString(),
    };
  });
  const second = Object.values(ical.sync.parseICS(text))
    .filter((part): part is VEvent => part?.type === 'VEVENT')
    .map(
      (event): Read => ({
        uid: event.uid,
        summary: String(event.summary),
        description: String(event.description ?? ''),
        location: String(event.location ?? ''),
        start: event.start.toISOString(),
        end: (event.end as Date).toISOString(),
        sequence: Number(event.sequence),
        status: String(event.status),
        stamp: event.dtstamp.toISOString(),
      }),
    );
  expect(second).toEqual(first);
  return first;
}

/** Lines as they are sent: none longer than 75 octets, each ended by CRLF, no character broken in two. */
function expectFolded(text: string): void {
  expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
  const lines = text.split('\r\n');
  for (const line of lines) {
    expect(line).not.toMatch(/[\r\n]/);
    expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(line.isWellFormed()).toBe(true);
  }
}

const HARD = 'Salon; drinks, \\ more: "Ünïcödé" 👩‍👩‍👧‍👦 — 日本語のイベント、とても長い名前が続きます';

describe('the file of an event', () => {
  it('says the same to two libraries that didn’t make it', async () => {
    const alice = await newPerson();
    const description = `First line; with, all\nsorts \\ of "things".\n${'Ünïcödé 日本語 👍 '.repeat(40)}`.trim();
    const event = await host(alice, {
      title: HARD,
      description,
      location: 'Straße 1; Hof, Berlin',
      date: '2027-06-01T10:00',
      time_zone: 'Europe/Berlin',
    });
    const { body, headers, status } = await get(`/events/${event.id}/calendar.ics`);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(headers.get('content-disposition')).toContain('attachment');
    expectFolded(body);
    expect(read(body)).toEqual([
      {
        uid: `${event.id}@infloo`,
        summary: HARD,
        description: `Begins at 2027-06-01 10:00 (Europe/Berlin)\n\n${description}`,
        location: 'Straße 1; Hof, Berlin',
        start: '2027-06-01T08:00:00.000Z',
        end: '2027-06-01T11:00:00.000Z',
        sequence: 0,
        status: 'CONFIRMED',
        stamp: `${event.updated_at.slice(0, 19)}.000Z`,
      },
    ]);
    expect((await get(`/events/${event.id}/calendar.ics`)).body).toBe(body);
  });

  it('gives back commas, semicolons and backslashes, also in addresses and names', async () => {
    const alice = await newPerson();
    const title = 'Wine; cheese, "bread" \\ more';
    const link = 'https://meet.example/a;b?c=1,2;3';
    const { id } = await host(alice, { title, link, location: 'Main St 1, Berlin; 2nd floor' });
    const { body } = await get(`/events/${id}/calendar.ics`);
    expectFolded(body);
    expect(read(body)).toMatchObject([{ summary: title, location: 'Main St 1, Berlin; 2nd floor' }]);
    const calendar = new ICAL.Component(ICAL.parse(body));
    // Neither library knows what a calendar is called.
    for (const name of ['NAME', 'X-WR-CALNAME']) {
      expect(body.replaceAll('\r\n ', '')).toContain(`\r\n${name}:Wine\\; cheese\\, "bread" \\\\ more\r\n`);
    }
    const url = String(calendar.getFirstSubcomponent('vevent')?.getFirstPropertyValue('url'));
    expect(decodeURIComponent(url)).toBe(link);
  });

  it('keeps its UID, rises its SEQUENCE, and ends as cancelled', async () => {
    const alice = await newPerson();
    const { id } = await host(alice, { location: '', link: 'https://meet.example/gala' });
    const file = async () => read((await get(`/events/${id}/calendar.ics`)).body)[0] as Read;
    expect(await file()).toMatchObject({ sequence: 0, location: 'https://meet.example/gala', description: '' });
    await patch(`/events/${id}`, { date: '2027-07-01T10:00:00Z' }, alice);
    expect(await file()).toMatchObject({ uid: `${id}@infloo`, sequence: 1, start: '2027-07-01T10:00:00.000Z' });
    await post(`/events/${id}/cancel`, { message: 'Rain' }, alice);
    expect(await file()).toMatchObject({ uid: `${id}@infloo`, sequence: 2, status: 'CANCELLED', description: 'Rain' });
  });

  it('is there for whoever may see the event', async () => {
    const [alice, friend, stranger] = (await people(3)) as [Person, Person, Person];
    await connect(alice, friend);
    const { id } = await host(alice, { visibility: 'connections' });
    expect((await get(`/events/${id}/calendar.ics`, friend)).status).toBe(200);
    for (const as of [stranger, undefined])
      expectProblem(await get(`/events/${id}/calendar.ics`, as), 404, 'not_found');
  });
});

describe('my calendar', () => {
  const open = async (who: Person): Promise<string> => {
    const { status, body } = await post('/events/calendar', undefined, who);
    expect(status).toBe(201);
    expect(body.path).toMatch(/^\/api\/v1\/events\/calendar\/[\w-]{43}\.ics$/);
    return body.path.replace('/api/v1', '');
  };
  const titles = async (path: string) => read((await get(path)).body).map(({ summary }) => summary);

  it('holds what I go to and host, as it is by now', async () => {
    const [me, alice] = (await people(2)) as [Person, Person];
    const going = await host(alice, { title: 'Going' });
    const interested = await host(alice, { title: 'Interested' });
    await host(me, { title: 'Hosting' });
    await join(me, going.id);
    await join(me, interested.id, 'interested');
    const path = await open(me);
    const { body, cost, headers } = await get(path);
    expectFolded(body);
    expect(headers.get('cache-control')).toContain('private');
    expect((await titles(path)).sort()).toEqual(['Going', 'Hosting']);
    expect(cost).toMatchObject({ writes: 0, trips: 3 });
    await post(`/events/${going.id}/cancel`, {}, alice);
    expect(read((await get(path)).body)).toContainEqual(
      expect.objectContaining({ summary: 'Going', status: 'CANCELLED' }),
    );
    await leave(me, going.id);
    expect(await titles(path)).toEqual(['Hosting']);
  });

  it('leaves out what is long over, and hosts who are blocked', async () => {
    const [me, alice] = (await people(2)) as [Person, Person];
    const old = await host(alice, { title: 'Old' });
    const recent = await host(alice, { title: 'Recent' });
    for (const { id } of [old, recent]) await join(me, id);
    const shift = (id: string, days: number) =>
      db()
        .doc(paths.attendee(id, me.id))
        .update({ date: new Date(inHours(-24 * days - 3)), ends_at: new Date(inHours(-24 * days)) });
    await shift(old.id, 100);
    await shift(recent.id, 80);
    const path = await open(me);
    expect(await titles(path)).toEqual(['Recent']);
    await post(`/users/${alice.id}/block`, undefined, me);
    expect(await titles(path)).toEqual([]);
  });

  it('opens by its token alone, which can be renewed and ended', async () => {
    const me = await newPerson();
    await host(me, { title: 'Mine' });
    expect((await get('/events/calendar', me)).body).toEqual({ since: null });
    const first = await open(me);
    expect((await get('/events/calendar', me)).body).toEqual({ since: expect.any(String) });
    const second = await open(me);
    expect(second).not.toBe(first);
    expectProblem(await get(first), 404, 'not_found');
    expect(await titles(second)).toEqual(['Mine']);
    const kept = await db().collection('calendars').where('uid', '==', me.id).get();
    expect(JSON.stringify(kept.docs.map((doc) => [doc.id, doc.data()]))).not.toContain(second.slice(-47, -4));
    expect((await del('/events/calendar', me)).status).toBe(204);
    expect((await get('/events/calendar', me)).body).toEqual({ since: null });
    expectProblem(await get(second), 404, 'not_found');
    for (const token of ['x.ics', `${'x'.repeat(43)}.ics`, second.replace('.ics', '')]) {
      expect((await get(`/events/calendar/${token.split('/').at(-1)}`)).status).toBe(404);
    }
    expectProblem(await post('/events/calendar'), 401, 'not_authenticated');
  });

  it('ends with its owner, and while they are suspended', async () => {
    const me = await newPerson();
    const path = await open(me);
    await db()
      .doc(paths.user(me.id))
      .update({ withheld: ['suspended'] });
    expectProblem(await get(path), 404, 'not_found');
    await db().doc(paths.user(me.id)).update({ withheld: FieldValue.delete() });
    expect((await get(path)).status).toBe(200);
    await send('delete', '/users/profile', { as: me, body: { password: me.password, at_once: true }, contended: true });
    expectProblem(await get(path), 404, 'not_found');
    expect((await db().collection('calendars').where('uid', '==', me.id).get()).size).toBe(0);
  });
});
