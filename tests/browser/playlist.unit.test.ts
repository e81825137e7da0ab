import { describe, expect, it } from 'vitest';
import { beside, besideAuthor, chaptersOf, follow, startOf, type Told } from '../../dashboard/src/stories/playlist.ts';

const story = (id: string, seen = false): Told => ({
  id,
  author: { id: id[0] ?? '' },
  created_at: `2026-01-01T00:00:0${id[1]}.000Z`,
  seen,
});
const there = (stories: Told[]) => new Map(stories.map((each) => [each.id, each]));
const idsOf = (stories: Told[]) => chaptersOf(stories).map(({ stories: own }) => own.map(({ id }) => id));

describe('chapters', () => {
  it('are one an author, oldest story first, whoever has unseen ones first', () => {
    const stories = [story('a2', true), story('a1', true), story('b1', true), story('b2'), story('c1')];
    expect(idsOf(stories)).toEqual([['b1', 'b2'], ['c1'], ['a1', 'a2']]);
    expect(chaptersOf(stories).map(({ unseen }) => unseen)).toEqual([1, 1, 0]);
    expect(chaptersOf([])).toEqual([]);
  });
});

describe('the order of an open viewer', () => {
  const first = [story('a1', true), story('a2'), story('b1')];
  const list = follow([], chaptersOf(first));

  it('doesn’t move when something has been seen, and takes in what comes', () => {
    expect(follow(list, chaptersOf(first.map((each) => ({ ...each, seen: each.id[0] === 'a' }))))).toBe(list);
    const grown = follow(list, chaptersOf([...first, story('c1'), story('a3')]));
    expect(grown.map(({ id }) => id)).toEqual(['a1', 'a2', 'a3', 'b1', 'c1']);
  });

  it('begins at what is unseen, and goes from story to story, then to the next author', () => {
    const all = there(first);
    expect(startOf(list, all, 'a')).toBe('a2');
    expect(startOf(list, there([story('a1', true), story('a2', true)]), 'a')).toBe('a1');
    expect(startOf(list, all, 'z')).toBe(null);
    expect(beside(list, all, 'a1', 1)).toBe('a2');
    expect(beside(list, all, 'a2', 1)).toBe('b1');
    expect(beside(list, all, 'b1', 1)).toBe(null);
    expect(beside(list, all, 'a2', -1)).toBe('a1');
    expect(beside(list, all, 'a1', -1)).toBe(null);
    expect(besideAuthor(list, all, 'a1', 1)).toBe('b1');
    expect(besideAuthor(list, all, 'b1', -1)).toBe('a2');
  });

  it('passes over what has gone, also where one stands', () => {
    expect(beside(list, there([story('a1'), story('b1')]), 'a1', 1)).toBe('b1');
    expect(beside(list, there([story('a1')]), 'a2', 1)).toBe(null);
    expect(beside(list, there([story('b1')]), 'a1', 1)).toBe('b1');
    expect(beside(list, there([]), 'a1', 1)).toBe(null);
  });
});
