import { FieldValue, Timestamp } from 'firebase-admin/firestore';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { IsoTime } from '../../functions/src/contract/ids.ts';
import { converter, fromStored, patchOf } from '../../functions/src/store/converter.ts';

const NOON = '2026-11-23T12:00:00.000Z';
const noon = Timestamp.fromDate(new Date(NOON));

const Media = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('image'), taken_at: IsoTime }),
  z.object({ kind: z.literal('video'), seconds: z.number() }),
]);

/** Every way in which a time can stand in a document. */
const Everything = z.object({
  plain: z.string(),
  at: IsoTime,
  maybe: IsoTime.optional(),
  never: IsoTime.nullable(),
  usually: IsoTime.default(NOON),
  list: z.array(IsoTime),
  byName: z.record(z.string(), IsoTime),
  pair: z.tuple([z.string(), IsoTime]),
  nested: z.object({ deep: z.object({ at: IsoTime.nullable() }) }).nullable(),
  media: Media.nullable(),
  either: z.union([z.object({ since: IsoTime }), z.object({ count: z.int() })]),
});
type Everything = z.infer<typeof Everything>;

const model: Everything = {
  plain: NOON,
  at: NOON,
  never: null,
  usually: NOON,
  list: [NOON, NOON],
  byName: { ann: NOON },
  pair: [NOON, NOON],
  nested: { deep: { at: NOON } },
  media: { kind: 'image', taken_at: NOON },
  either: { since: NOON },
};

const stored = {
  plain: NOON,
  at: noon,
  never: null,
  usually: noon,
  list: [noon, noon],
  byName: { ann: noon },
  pair: [NOON, noon],
  nested: { deep: { at: noon } },
  media: { kind: 'image', taken_at: noon },
  either: { since: noon },
};

describe('a document', () => {
  it('has its marked times as Timestamps, wherever they stand, and nothing else changed', () => {
    expect(converter(Everything).toFirestore(model)).toEqual(stored);
    expect(fromStored(Everything, stored)).toEqual(model);
  });

  it('is refused with a field that it doesn’t have', () => {
    expect(() => converter(Everything).toFirestore({ ...model, more: 1 } as never)).toThrow(z.ZodError);
  });

  it('has one converter a schema', () => {
    expect(converter(Everything)).toBe(converter(Everything));
  });

  it.each([
    ['a transform', z.object({ at: z.string().transform(Number) })],
    ['a date', z.object({ at: z.date() })],
    ['a map', z.object({ at: z.map(z.string(), IsoTime) })],
    ['something lazy', z.object({ at: z.lazy(() => IsoTime) })],
  ])('with %s is refused before anything is stored', (_, schema) => {
    expect(() => converter(schema)).toThrow(/doesn't know how to store/);
  });
});

describe('a patch', () => {
  it('changes a part of a field, by its dotted name, checked and encoded', () => {
    expect(patchOf(Everything, { 'nested.deep': { at: NOON }, 'byName.bob': NOON })).toEqual({
      'nested.deep': { at: noon },
      'byName.bob': noon,
    });
    expect(() => patchOf(Everything, { 'byName.bob': 'yesterday' })).toThrow(z.ZodError);
    expect(() => patchOf(Everything, { 'nested.high': 1 } as never)).toThrow('No field nested.high');
    expect(() => patchOf(Everything, { 'plain.more': 1 } as never)).toThrow('No field plain.more');
  });

  it('fills in no default of a field that is left out', () => {
    expect(patchOf(Everything, { plain: 'x' })).toEqual({ plain: 'x' });
  });

  it('passes on what Firestore changes itself', () => {
    const more = FieldValue.increment(1);
    expect(patchOf(z.object({ counts: z.object({ going: z.int() }) }), { 'counts.going': more })).toEqual({
      'counts.going': more,
    });
  });
});
