import { describe, expect, it } from 'vitest';
import type { Value } from '../src/values.ts';
import { fromDocument, fromWire } from '../src/wire.ts';

describe('values on the wire', () => {
  const decoded: [wire: unknown, value: Value][] = [
    [{ null_value: null }, null],
    [{ int_value: 5 }, 5n],
    [{ int_value: '9223372036854775807' }, 9223372036854775807n],
    [{ float_value: 1.5 }, 1.5],
    [{ list_value: { values: [{ bool_value: true }] } }, [true]],
    [{ list_value: {} }, []],
    [{ map_value: { fields: { a: { string_value: 'b' } } } }, new Map([['a', 'b']])],
  ];
  it.each(decoded)('%j', (wire, value) => {
    expect(fromWire(wire)).toEqual(value);
  });

  it.each([
    undefined,
    null,
    {},
    { int_value: 1.5 },
    { int_value: null },
    { bool_value: 'true' },
    { string_value: 1 },
    { timestamp_value: 'x' },
    { timestamp_value: '2026-02-30T00:00:00Z' },
    { other_value: 1 },
    { int_value: 1, string_value: 'a' },
  ])('refuses %j', (wire) => {
    expect(() => fromWire(wire)).toThrow();
  });

  it('reads documents of Firestore', () => {
    const name = 'projects/demo/databases/(default)/documents/users/u1';
    const fields = {
      s: { stringValue: 'a' },
      i: { integerValue: '7' },
      d: { doubleValue: 2 },
      n: { doubleValue: 'NaN' },
      b: { booleanValue: false },
      z: { nullValue: null },
      t: { timestampValue: '2026-11-22T00:00:00.000000001Z' },
      y: { bytesValue: 'YWJj' },
      r: { referenceValue: name },
      g: { geoPointValue: { latitude: 1 } },
      a: { arrayValue: { values: [{ integerValue: '1' }] } },
      e: { arrayValue: {} },
      m: { mapValue: { fields: { k: { stringValue: 'v' } } } },
    };
    const document = fromDocument({ name, fields });
    expect(document.get('id')).toBe('u1');
    expect(String(document.get('__name__'))).toBe('/databases/(default)/documents/users/u1');
    const data = document.get('data') as Map<string, Value>;
    expect([...data.keys()]).toEqual(Object.keys(fields));
    expect(['s', 'i', 'd', 'n', 'b', 'z', 'a', 'e'].map((key) => data.get(key))).toEqual([
      'a',
      7n,
      2,
      Number.NaN,
      false,
      null,
      [1n],
      [],
    ]);
    expect(data.get('t')).toMatchObject({ nanos: 1795305600000000001n });
    expect(data.get('g')).toMatchObject({ latitude: 1, longitude: 0 });
    expect(String(data.get('r'))).toBe('/databases/(default)/documents/users/u1');
    expect(data.get('m')).toEqual(new Map([['k', 'v']]));
    expect(fromDocument({ name }).get('data')).toEqual(new Map());
    expect(() => fromDocument({ name, fields: { x: { otherValue: 1 } } })).toThrow('unknown Firestore value');
  });
});
