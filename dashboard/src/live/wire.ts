interface Timestamp {
  toDate(): Date;
}

const isTimestamp = (value: object): value is Timestamp => 'toDate' in value && typeof value.toDate === 'function';

/** A value of a document as REST would answer it: Timestamps at any depth become ISO times, and nothing else differs. */
export function toWire(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (isTimestamp(value)) return value.toDate().toISOString();
  if (Array.isArray(value)) return value.map(toWire);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, toWire(inner)]));
}
