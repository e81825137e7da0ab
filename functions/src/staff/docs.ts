import type { AuditEntry } from '../contract/audit.ts';
import { ASKED_AT, EMAIL, PROFILES } from '../contract/examples.ts';
import type { Docs, Tag } from '../http/describe.ts';
import type * as routes from './routes.ts';
import type { AnalyticsDay, ManagedUser } from './schema.ts';

const PEOPLE: Tag = {
  name: 'Staff: people',
  about: 'For staff with the permission `users`. What they look at and change is entered into the audit log.',
};

const { alice } = PROFILES;
const suspension = { reason: 'Sold followers.', since: ASKED_AT, until: '2026-12-01T10:00:00.000Z' };
const managed: ManagedUser = { ...alice, email: EMAIL, suspension, withheld: ['suspended'], permissions: [] };

const OVERVIEW: Tag = {
  name: 'Staff: overview and audit log',
  about:
    'For staff with the permissions `overview` and `audit`. Files have what spreadsheets open, and nothing that they would run.',
};

const entry: AuditEntry = {
  id: '6f0c1f0e-54a8-4a53-9d1b-0f7c1f2f3b61',
  actor: { id: PROFILES.bob.id, username: 'vera' },
  action: 'Changed what somebody may do',
  route: 'PATCH /admin/users/{id}',
  target: { id: alice.id },
  details: { change: 'suspension', before: 'none', after: `${suspension.until}: ${suspension.reason}` },
  request_id: '0d7c6a2e-95a4-4f0e-9b0f-6f1d9b7a5c11',
  at: ASKED_AT,
};
const totals = {
  ...{ people: 1204, influencers: 640, brands: 371, entrepreneurs: 193, verified: 402 },
  ...{ connections: 5310, events: 118, messages: 20_418, stories: 87 },
};
const day: AnalyticsDay = {
  day: '2026-11-23',
  totals,
  new_people: 14,
  added: { people: 14, connections: 61, events: 3, messages: 412, stories: 52 },
  active: { day: 310, week: 802, month: 1077 },
  counted_at: ASKED_AT,
};

export const docs = {
  getOverview: {
    tag: OVERVIEW,
    query: { days: 30 },
    answer: {
      days: [day],
      queues: {
        verifications: { waiting: 3, oldest: ASKED_AT },
        reports: { waiting: 1, oldest: ASKED_AT },
        appeals: { waiting: 0, oldest: null },
      },
      recent: [{ kind: 'person', id: alice.id, name: alice.display_name, at: ASKED_AT }],
    },
  },
  getQueues: {
    tag: OVERVIEW,
    answer: {
      verifications: { waiting: 3, oldest: ASKED_AT },
      reports: null,
      appeals: null,
    },
  },
  exportOverview: { tag: OVERVIEW, query: { days: 90 } },
  listAudit: { tag: OVERVIEW, query: { actor: 'vera' }, answer: [entry] },
  exportAudit: { tag: OVERVIEW, query: { search: 'suspended' } },
  listUsers: {
    tag: PEOPLE,
    query: { search: 'alice' },
    answer: [{ ...alice, withheld: ['suspended'], suspended_until: suspension.until }],
  },
  lookAtUser: {
    tag: PEOPLE,
    params: { id: alice.id },
    answer: {
      ...managed,
      sign_in: { last_sign_in: ASKED_AT, last_active: ASKED_AT, providers: ['password'] },
      reports: [],
      log: [entry],
    },
  },
  changeUser: {
    tag: PEOPLE,
    params: { id: alice.id },
    body: { suspension: { reason: suspension.reason, until: suspension.until } },
    answer: managed,
  },
} satisfies Docs<typeof routes>;
