import { describe, expect, it } from 'vitest';
import { madeAt, newTimedId, TimedId } from '../../functions/src/contract/ids.ts';
import { endOf, inFeedOrder } from '../../functions/src/stories/policy.ts';

describe('an id that tells when it was made', () => {
  it.each([0, 1, 1_700_000_000_123, Date.now(), 2 ** 48 - 1])('tells %d', (ms) => {
    const id = newTimedId(ms);
    expect(TimedId.safeParse(id).success, id).toBe(true);
    expect(madeAt(id)).toBe(ms);
  });

  it('is different each time, and in the order of time', () => {
    const ids = Array.from({ length: 1000 }, () => newTimedId(5_000));
    expect(new Set(ids).size).toBe(1000);
    expect([newTimedId(3_000_000), newTimedId(2_000_000)].sort().map(madeAt)).toEqual([2_000_000, 3_000_000]);
  });
});

describe('the end of a story', () => {
  it('is 24 hours after its beginning', () => expect(endOf(1000)).toBe(1000 + 24 * 60 * 60 * 1000));
});

describe('the order of the feed', () => {
  const story = (author: string, at: number, seen = false) => ({
    author: { id: author },
    created_at: new Date(at).toISOString(),
    seen,
    name: `${author}${at}`,
  });
  it.each([
    ['nothing', [], ''],
    ['the newest author first', [story('a', 1), story('b', 2)], 'b2 a1'],
    ['an author’s stories oldest first', [story('a', 3), story('b', 2), story('a', 1)], 'a1 a3 b2'],
    ['the seen last', [story('a', 3, true), story('b', 2), story('c', 1, true)], 'b2 a3 c1'],
    ['an author with something unseen first', [story('a', 1, true), story('a', 2), story('b', 3, true)], 'a1 a2 b3'],
  ])('%s', (_, stories, expected) => {
    expect(
      inFeedOrder(stories)
        .map(({ name }) => name)
        .join(' '),
    ).toBe(expected);
  });
});
