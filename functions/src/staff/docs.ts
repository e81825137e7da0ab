import { ASKED_AT, EMAIL, PROFILES } from '../contract/examples.ts';
import type { Docs, Tag } from '../http/describe.ts';
import type * as routes from './routes.ts';
import type { ManagedUser } from './schema.ts';

const PEOPLE: Tag = {
  name: 'Staff: people',
  about: 'For staff with the permission `users`. What they look at and change is entered into the audit log.',
};

const { alice } = PROFILES;
const suspension = { reason: 'Sold followers.', since: ASKED_AT, until: '2026-12-01T10:00:00.000Z' };
const managed: ManagedUser = { ...alice, email: EMAIL, suspension, withheld: ['suspended'], permissions: [] };

export const docs = {
  changeUser: {
    tag: PEOPLE,
    params: { id: alice.id },
    body: { suspension: { reason: suspension.reason, until: suspension.until } },
    answer: managed,
  },
} satisfies Docs<typeof routes>;
