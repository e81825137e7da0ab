import { expect, inject, it } from 'vitest';
import { type Outcome, tell } from '../../tools/e2e/story.ts';

// What `npm run e2e` walks through on any instance, here on the suite: Hosting, the built API, its triggers.
it('goes from registration to farewell, and leaves nothing behind', async () => {
  // The built API has the default database, which isn't this test file's own.
  process.env.FIRESTORE_DATABASE = '(default)';
  const { appoint } = await import('../../tools/e2e/appoint.ts');
  const outcomes: Outcome[] = [];
  for await (const outcome of tell(inject('suite').url, appoint)) outcomes.push(outcome);
  expect(outcomes.filter(({ fault }) => fault)).toEqual([]);
  expect(outcomes.at(-1)?.what).toBe('Everybody who registered is removed');
});
