import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { params } from '../../functions/src/config.ts';

const local = readFileSync('functions/.env.local', 'utf8');

// A parameter without a value there has none at all in the local suite: its default is for deployments. A limit is then 0.
it.each(Object.values(params).map(({ name }) => name))('%s has a value in functions/.env.local', (name) => {
  expect(local).toMatch(new RegExp(`^${name}=.+$`, 'm'));
});
