import { expect, it } from 'vitest';
import { recentAt } from '../../dashboard/src/search/recent.ts';

it.each([
  ['/people/anna', { kind: 'person', name: 'anna' }],
  ['/messages/anna', { kind: 'conversation', name: 'anna' }],
  ['/events/abc', { kind: 'event', name: 'abc' }],
  ['/events/new', null],
  ['/people', null],
  // What an address may hold, and what means nothing.
  ['/people/50%', null],
  ['/events/%E0%A4%A', null],
])('%s is remembered as %j', (path, recent) => {
  expect(recentAt(path)).toEqual(recent);
});
