import { expect, inject, it } from 'vitest';
import { type Outcome, tell } from '../../tools/e2e/story.ts';
import { register } from '../support/live.ts';

// What `npm run e2e` walks through on any instance, here on the suite: Hosting, the built API, its triggers.
it('goes from registration to farewell, and leaves nothing behind', async () => {
  // The built API has the default database, which isn't this test file's own.
  process.env.FIRESTORE_DATABASE = '(default)';
  const { appoint } = await import('../../tools/e2e/appoint.ts');
  // Who leaves at the end must not be the last who can give rights, whichever tests were before this one.
  await appoint((await register('keeps_the_rights')).id);
  const outcomes: Outcome[] = [];
  for await (const outcome of tell(inject('suite').url, appoint)) outcomes.push(outcome);
  expect(outcomes.filter(({ fault }) => fault)).toEqual([]);
  expect(outcomes.at(-1)?.what).toBe('Everybody who registered is removed');
}, 600_000);
