import { describe, expect, it } from 'vitest';
import {
  changedSince,
  changesBetween,
  isMended,
  leaving,
  momentOf,
  moveTo,
  nextReminder,
  scheduleOf,
  seatsFor,
} from '../../functions/src/events/policy.ts';
import { ANSWERS, ATTENDANCE } from '../../functions/src/events/schema.ts';

const NOW = Date.parse('2027-01-10T12:00:00Z');
const iso = (moment: unknown) => (typeof moment === 'number' ? new Date(moment).toISOString() : moment);
const faultOf = (moment: unknown) => (moment as { fault: string }).fault;

describe('a time that is sent', () => {
  it.each([
    ['2027-06-01T10:00:00Z', 'UTC', '2027-06-01T10:00:00.000Z'],
    ['2027-06-01T10:00:00.000Z', 'Asia/Tokyo', '2027-06-01T10:00:00.000Z'],
    ['2027-06-01t10:00z', 'UTC', '2027-06-01T10:00:00.000Z'],
    ['2027-06-01T10:00+05:30', 'UTC', '2027-06-01T04:30:00.000Z'],
    ['2027-06-01T10:00:00-0330', 'UTC', '2027-06-01T13:30:00.000Z'],
    ['2027-06-01T10:00', 'America/New_York', '2027-06-01T14:00:00.000Z'],
    ['2027-06-01T10:00', 'Asia/Kathmandu', '2027-06-01T04:15:00.000Z'],
    // With an offset even what occurs twice is one moment.
    ['2027-10-31T02:30+01:00', 'Europe/Berlin', '2027-10-31T01:30:00.000Z'],
    ['2028-02-29T10:00Z', 'UTC', '2028-02-29T10:00:00.000Z'],
  ])('%s in %s is %s', (text, zone, moment) => {
    expect(iso(momentOf(text, zone))).toBe(moment);
  });

  it.each([
    ...['', 'tomorrow', '2027-06-01', '10:00', '2027-13-01T10:00Z', '2027-02-29T10:00Z', '2027-06-01T24:30Z'],
    ...['2027-06-01T10:60Z', '2027-06-01T10:00+25:00', '2027-06-01T10:00+02:75', '1801436400', '2027-06-01T10:00ZZ'],
  ])('%s is none', (text) => {
    expect(faultOf(momentOf(text, 'UTC'))).toMatch(/^Enter a date and time/);
  });

  it('which clocks skip is refused with the nearest two', () => {
    expect(faultOf(momentOf('2027-03-28T02:30', 'Europe/Berlin'))).toBe(
      'Clocks in Europe/Berlin skip this time. The nearest are 2027-03-28T01:30+01:00 and 2027-03-28T03:30+02:00.',
    );
  });

  it('which occurs twice is asked for with an offset', () => {
    expect(faultOf(momentOf('2027-10-31T02:30', 'Europe/Berlin'))).toBe(
      'Clocks in Europe/Berlin show this time twice. Say which: 2027-10-31T02:30+02:00 or 2027-10-31T02:30+01:00.',
    );
  });
});

describe('when an event takes place', () => {
  const planned = { date: '2027-02-01T10:00:00.000Z', ends_at: '2027-02-01T14:00:00.000Z', time_zone: 'UTC' };
  const fieldsOf = (result: object) =>
    'errors' in result ? (result.errors as { field: string }[]).map((e) => e.field) : [];

  it('lasts three hours unless it is said', () => {
    expect(scheduleOf({ date: '2027-02-01T10:00Z' }, undefined, NOW)).toEqual({
      schedule: { date: '2027-02-01T10:00:00.000Z', ends_at: '2027-02-01T13:00:00.000Z', time_zone: 'UTC' },
    });
  });

  it('keeps its length when it is moved, and its moment when only the zone changes', () => {
    expect(scheduleOf({ date: '2027-02-02T10:00Z' }, planned, NOW)).toMatchObject({
      schedule: { date: '2027-02-02T10:00:00.000Z', ends_at: '2027-02-02T14:00:00.000Z' },
    });
    expect(scheduleOf({ time_zone: 'Asia/Tokyo' }, planned, NOW)).toEqual({
      schedule: { ...planned, time_zone: 'Asia/Tokyo' },
    });
    expect(scheduleOf({ date: '2027-02-02T10:00', time_zone: 'Asia/Tokyo' }, planned, NOW)).toMatchObject({
      schedule: { date: '2027-02-02T01:00:00.000Z', ends_at: '2027-02-02T05:00:00.000Z' },
    });
  });

  it.each([
    ['begun long ago', { date: '2027-01-10T11:00Z' }, ['date']],
    ['too far ahead', { date: '2033-01-10T11:00Z' }, ['date']],
    ['ending before it begins', { date: '2027-02-01T10:00Z', ends_at: '2027-02-01T10:00Z' }, ['ends_at']],
    ['lasting too long', { date: '2027-02-01T10:00Z', ends_at: '2027-03-04T10:00Z' }, ['ends_at']],
    ['both unreadable', { date: 'x', ends_at: 'y' }, ['date', 'ends_at']],
    ['in no zone', { date: '2027-02-01T10:00', time_zone: '+01:00' }, ['time_zone']],
  ])('%s is refused', (_, sent, fields) => {
    expect(fieldsOf(scheduleOf(sent, undefined, NOW))).toEqual(fields);
  });

  it('forgives five minutes', () => {
    expect(scheduleOf({ date: '2027-01-10T11:56:00Z' }, undefined, NOW)).toHaveProperty('schedule');
  });

  it('lets one that has begun keep its beginning, and end later', () => {
    const running = { date: '2027-01-10T11:00:00.000Z', ends_at: '2027-01-10T14:00:00.000Z', time_zone: 'UTC' };
    expect(scheduleOf({ ends_at: '2027-01-10T16:00Z' }, running, NOW)).toMatchObject({
      schedule: { date: running.date, ends_at: '2027-01-10T16:00:00.000Z' },
    });
    expect(fieldsOf(scheduleOf({ ends_at: '2027-01-10T11:30Z' }, running, NOW))).toEqual(['ends_at']);
  });
});

describe('the seats', () => {
  const open = { capacity: null, taken: 0, waiting: 0 };
  const room = { capacity: 2, taken: 1, waiting: 0 };
  const full = { capacity: 2, taken: 2, waiting: 0 };
  const queue = { capacity: 2, taken: 1, waiting: 1 };

  it.each([
    ['going', undefined, open, { status: 'going', seats: 0, waits: 0 }],
    ['going', undefined, room, { status: 'going', seats: 1, waits: 0 }],
    ['going', 'invited', full, { status: 'waiting', seats: 0, waits: 1 }],
    // A seat that is just being given out isn't anybody else's.
    ['going', 'interested', queue, { status: 'waiting', seats: 0, waits: 1 }],
    ['going', 'going', full, null],
    ['going', 'waiting', full, null],
    ['interested', 'going', full, { status: 'interested', seats: -1, waits: 0 }],
    ['interested', 'going', open, { status: 'interested', seats: 0, waits: 0 }],
    ['interested', 'waiting', queue, { status: 'interested', seats: 0, waits: -1 }],
    ['interested', 'interested', full, null],
  ] as const)('%s after %s', (answer, before, event, move) => {
    expect(moveTo(answer, before, event)).toEqual(move);
  });

  it('are never more than there are, and never less than none', () => {
    for (const before of [undefined, ...ATTENDANCE])
      for (const answer of ANSWERS)
        for (const taken of [0, 1, 2, 3])
          for (const waiting of [0, 1]) {
            const move = moveTo(answer, before, { capacity: 3, taken, waiting });
            if (move) expect(taken + move.seats).toBeLessThanOrEqual(3);
          }
    expect(leaving('going', true)).toEqual({ seats: -1, waits: 0 });
    expect(leaving('waiting', true)).toEqual({ seats: 0, waits: -1 });
    expect(leaving('interested', true)).toEqual({ seats: 0, waits: 0 });
  });

  it.each([
    [{ capacity: 3, taken: 1, waiting: 5 }, 2],
    [{ capacity: 3, taken: 3, waiting: 5 }, 0],
    [{ capacity: 9, taken: 1, waiting: 5 }, 5],
    [{ capacity: null, taken: 0, waiting: 5 }, 5],
    [{ capacity: 2, taken: 3, waiting: 5 }, 0],
  ])('of %o %i are given out', (event, seats) => {
    expect(seatsFor({ status: 'scheduled', ...event })).toBe(seats);
    expect(seatsFor({ status: 'cancelled', ...event })).toBe(0);
  });
});

describe('what those in an event must know', () => {
  const before = {
    date: '2027-02-01T10:00:00.000Z',
    ends_at: '2027-02-01T13:00:00.000Z',
    location: 'Main Street 12, Berlin',
    link: null,
  };
  it.each([
    ['nothing', {}, { time: false, place: false }],
    ['a typo', { location: 'Main Stret 12, Berlin' }, { time: false, place: false }],
    ['punctuation', { location: 'main street 12 – Berlin' }, { time: false, place: false }],
    ['another number', { location: 'Main Street 13, Berlin' }, { time: false, place: true }],
    ['another place', { location: 'Oranienplatz, Berlin' }, { time: false, place: true }],
    ['a link', { link: 'https://meet.example/a' }, { time: false, place: true }],
    ['the beginning', { date: '2027-02-01T10:30:00.000Z' }, { time: true, place: false }],
    ['the end', { ends_at: '2027-02-01T13:30:00.000Z' }, { time: true, place: false }],
  ])('%s', (_, change, changes) => {
    expect(changesBetween(before, { ...before, ...change })).toEqual(changes);
  });

  it('short names are never a typo of one another', () => {
    expect(isMended('Rom', 'Ros')).toBe(false);
    expect(isMended('', 'Berlin')).toBe(false);
  });

  it('changes in a row belong together, and are held against what was before the first', () => {
    const moved = { ...before, date: '2027-02-01T11:00:00.000Z' };
    const first = changedSince({ ...before, changed: null }, moved, NOW);
    expect(first).toMatchObject({ since: new Date(NOW).toISOString(), from: before });
    const again = { ...moved, location: 'Elsewhere' };
    expect(changedSince({ ...moved, changed: first }, again, NOW + 9 * 60_000)).toEqual(first);
    expect(changedSince({ ...moved, changed: first }, again, NOW + 11 * 60_000)).toMatchObject({ from: moved });
    expect(changedSince({ ...moved, changed: first }, { ...moved }, NOW + 11 * 60_000)).toEqual(first);
  });
});

describe('reminders', () => {
  it.each([
    ['2027-01-15T12:00:00.000Z', '2027-01-14T12:00:00.000Z'],
    ['2027-01-11T11:00:00.000Z', '2027-01-11T10:00:00.000Z'],
    ['2027-01-10T13:30:00.000Z', '2027-01-10T12:30:00.000Z'],
    ['2027-01-10T12:30:00.000Z', null],
    ['2027-01-09T12:30:00.000Z', null],
  ])('of what begins at %s: %s', (date, due) => {
    expect(nextReminder(date, NOW)).toBe(due);
  });
});
