import { describe, expect, it } from 'vitest';
import { localAt } from '../../functions/src/contract/zones.ts';
import { CAST } from '../../tools/demo/cast.ts';
import { CIRCLES } from '../../tools/demo/circles.ts';
import { MOMENTS } from '../../tools/demo/moments.ts';
import { BRANDS } from '../../tools/demo/people/brands.ts';
import { ENTREPRENEURS } from '../../tools/demo/people/entrepreneurs.ts';
import { INFLUENCERS } from '../../tools/demo/people/influencers.ts';
import { zoneOf } from '../../tools/demo/people/places.ts';
import { AHEAD } from '../../tools/demo/programme/ahead.ts';
import { SO_FAR } from '../../tools/demo/programme/so-far.ts';
import { timesOf } from '../../tools/demo/programme/times.ts';

const HOUR = 60 * 60 * 1000;
/** All hours of a day, in the week in which clocks change in Europe, and before it changes in America. */
const HOURS = Array.from({ length: 24 }, (_, i) => Date.UTC(2026, 9, 24) + i * HOUR);
const people = [...CAST, ...INFLUENCERS, ...BRANDS, ...ENTREPRENEURS];

describe('the programme of the demo world', () => {
  it.each(HOURS)('has something over, under way and ahead, whatever the clock says (%i)', (now) => {
    const times = [...SO_FAR, ...AHEAD].flatMap((entry) => [timesOf(entry, zoneOf(entry.place), now) ?? []]);
    const begun = times.filter(([date = Number.POSITIVE_INFINITY]) => date <= now);
    expect(begun.filter(([, end = 0]) => end > now).length).toBeGreaterThan(1);
    expect(begun.filter(([, end = 0]) => end <= now).length).toBeGreaterThan(4);
    for (const entry of AHEAD) {
      const [date = 0] = timesOf(entry, zoneOf(entry.place), now) ?? [];
      expect([entry.title, date > now]).toEqual([entry.title, true]);
    }
  });

  it('takes place while people are awake, on the day of the week that it names', () => {
    for (const now of HOURS) {
      for (const entry of [...SO_FAR, ...AHEAD]) {
        const [date] = timesOf(entry, zoneOf(entry.place), now) ?? [];
        if (date === undefined) continue;
        const local = localAt(date, zoneOf(entry.place));
        const hour = Number(local.slice(11, 13));
        expect([entry.title, hour >= 6 && hour <= 20]).toEqual([entry.title, true]);
        if (entry.when === 'now' || !entry.when.on) continue;
        const day = new Date(`${local.slice(0, 10)}T12:00Z`).toUTCString().slice(0, 3);
        expect([entry.title, day]).toEqual([entry.title, entry.when.on]);
      }
    }
  });
});

describe('what is written by hand', () => {
  const known = new Map(people.map(({ username, category }) => [username, category]));

  it('gives nobody’s name twice', () => expect(known.size).toBe(people.length));

  it('speaks of people who are there', () => {
    const named = Object.entries(CIRCLES).flatMap(([username, circle]) => [username, ...Object.values(circle).flat()]);
    expect(named.filter((username) => !known.has(username))).toEqual([]);
    for (const { friends, ...others } of Object.values(CIRCLES)) {
      const all = [...friends, ...Object.values(others).flat()];
      expect(new Set(all).size).toBe(all.length);
    }
  });

  it('lets people host and show what goes with their trade', () => {
    for (const { by, category } of [...SO_FAR, ...AHEAD, ...MOMENTS]) {
      expect([by, known.get(by)]).toEqual([by, category]);
    }
  });
});
