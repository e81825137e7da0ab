import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isZone, localAt, meaningOf, offsetAt, offsetText } from '../../functions/src/contract/zones.ts';

const at = (iso: string) => Date.parse(iso);

describe('a local time', () => {
  it.each([
    ['2026-11-23T10:00', 'Europe/Berlin', '2026-11-23T09:00Z'],
    ['2026-07-01T10:00:30', 'America/New_York', '2026-07-01T14:00:30Z'],
    ['2026-07-01T10:00', 'Asia/Kathmandu', '2026-07-01T04:15Z'],
    ['2026-12-31T23:59', 'Pacific/Kiritimati', '2026-12-31T09:59Z'],
    ['2026-01-01T00:00', 'UTC', '2026-01-01T00:00Z'],
    ['0099-01-01T00:00', 'UTC', '0099-01-01T00:00Z'],
  ])('%s in %s is %s', (local, zone, instant) => {
    expect(meaningOf(local, zone)).toEqual({ is: 'one', instant: at(instant) });
  });

  it.each([
    ['2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T00:30Z', '2026-03-29T01:30Z', '01:30', '03:30'],
    ['2026-03-08T02:00', 'America/New_York', '2026-03-08T06:00Z', '2026-03-08T07:00Z', '01:00', '03:00'],
    ['2026-10-04T02:15', 'Australia/Lord_Howe', '2026-10-03T15:15Z', '2026-10-03T15:45Z', '01:45', '02:45'],
  ])('%s in %s was skipped', (local, zone, before, after, ...shown) => {
    expect(meaningOf(local, zone)).toEqual({ is: 'skipped', nearest: [at(before), at(after)] });
    expect([before, after].map((instant) => localAt(at(instant), zone).slice(11))).toEqual(shown);
  });

  it('is skipped with a whole day, where a country has changed sides of the date line', () => {
    expect(meaningOf('2011-12-30T12:00', 'Pacific/Apia')).toMatchObject({ is: 'skipped' });
  });

  it.each([
    ['2026-10-25T02:30', 'Europe/Berlin', '2026-10-25T00:30Z', '2026-10-25T01:30Z'],
    ['2026-11-01T01:00', 'America/New_York', '2026-11-01T05:00Z', '2026-11-01T06:00Z'],
    ['2026-04-05T01:45', 'Australia/Lord_Howe', '2026-04-04T14:45Z', '2026-04-04T15:15Z'],
  ])('%s in %s comes twice', (local, zone, first, second) => {
    expect(meaningOf(local, zone)).toEqual({ is: 'twice', instants: [at(first), at(second)] });
  });

  it.each([
    '2026-02-30T10:00',
    '2026-13-01T10:00',
    '2026-01-01T24:00',
    '2026-01-01T10:60',
    '2026-01-01',
    'tomorrow',
    '',
  ])('%s is none', (local) => expect(meaningOf(local, 'UTC')).toBeNull());

  it('comes back from each moment, in every zone', () => {
    const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
    const moments = fc.integer({ min: at('1990-01-01T00:00Z') / 60_000, max: at('2060-01-01T00:00Z') / 60_000 });
    fc.assert(
      fc.property(zones, moments, (zone, minutes) => {
        const instant = minutes * 60_000;
        const meaning = meaningOf(localAt(instant, zone), zone);
        const found = meaning?.is === 'one' ? [meaning.instant] : meaning?.is === 'twice' ? meaning.instants : [];
        expect(found).toContain(instant);
      }),
    );
  });
});

it.each([
  ['Europe/Berlin', true],
  ['UTC', true],
  ['America/Argentina/Buenos_Aires', true],
  ['Etc/GMT+5', true],
  ['+01:00', false],
  ['Europe/Atlantis', false],
  ['', false],
  ['../etc', false],
])('%s is a zone: %s', (name, expected) => expect(isZone(name)).toBe(expected));

it.each([
  ['2026-07-01T00:00Z', 'Asia/Kolkata', '+05:30'],
  ['2026-07-01T00:00Z', 'America/St_Johns', '-02:30'],
  ['2026-07-01T00:00Z', 'UTC', '+00:00'],
])('at %s clocks in %s are %s', (instant, zone, offset) =>
  expect(offsetText(offsetAt(at(instant), zone))).toBe(offset),
);
