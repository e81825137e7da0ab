import fc from 'fast-check';
import { expect, inject, it } from 'vitest';
import { usernameFault } from '../../functions/src/contract/usernames.ts';
import { useApi } from '../support/api.ts';

useApi();

/** Names at the edge of what is allowed: separators, endings that might be files, words of routes and of Hosting. */
const name = fc
  .array(
    fc.constantFrom(
      ...[
        'a',
        'Z',
        '7',
        '.',
        '_',
        'mia',
        'index',
        'html',
        'js',
        'assets',
        'api',
        'people',
        'auth',
        'com',
        'map',
        'well-known',
        '404',
        'init',
      ],
    ),
    { minLength: 1, maxLength: 5 },
  )
  .map((parts) => parts.join(''))
  .filter((text) => usernameFault(text) === null);

it('every username is reached through Hosting, at the API and as a page', async () => {
  const { url } = inject('suite');
  await fc.assert(
    fc.asyncProperty(name, async (username) => {
      const api = await fetch(`${url}/api/v1/users/${username}`);
      expect([username, api.status, ((await api.json()) as { code: string }).code]).toEqual([
        username,
        401,
        'not_authenticated',
      ]);
      const page = await fetch(`${url}/people/${username}`);
      expect([username, page.status, page.url]).toEqual([username, 200, `${url}/people/${username}`]);
      expect(await page.text()).toContain('<div id="root">');
    }),
    { numRuns: 100, seed: 42, examples: [['mia.weiss'], ['_mia'], ['mia_'], ['index'], ['404']] },
  );
});
