import { describe, expect, it } from 'vitest';
import { toWire } from '../../dashboard/src/live/wire.ts';

const TIME = '2026-11-23T10:00:00.000Z';
const timestamp = { toDate: () => new Date(TIME) };

describe('toWire', () => {
  it('turns Timestamps into ISO times at any depth', () => {
    const document = { at: timestamp, last: { at: timestamp, by: null }, all: [{ at: timestamp }, timestamp] };
    expect(toWire(document)).toEqual({ at: TIME, last: { at: TIME, by: null }, all: [{ at: TIME }, TIME] });
  });

  it('leaves everything else as it is', () => {
    const document = { text: 'a', count: 1, yes: true, none: null, list: ['b', 2], empty: {}, nested: { list: [] } };
    expect(toWire(document)).toEqual(document);
  });
});
