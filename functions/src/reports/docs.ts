import { ANSWERED_AT, ASKED_AT, PEOPLE, PROFILES } from '../contract/examples.ts';
import type { Docs, Tag } from '../http/describe.ts';
import type * as routes from './routes.ts';
import type { DecisionAboutMe, OwnReport, QueuedReport } from './schema.ts';

const REPORTS: Tag = {
  name: 'Reports',
  about:
    'What breaks the rules is reported, and looked at by staff. Whoever reported it is told the outcome; whom it is about is told what was decided, and can object once, also while they are suspended: with the token that login answers them.',
};
const REVIEW: Tag = {
  name: 'Staff: reports',
  about: 'For staff with the permission `reports`. What they look at and decide is entered into the audit log.',
};

const { alice, bob } = PEOPLE;
const id = 'rP7tK2vX9mB4qL1sD8fG3hJ6wZcN';
const target = { kind: 'user' as const, id: bob.id };
const snapshot = { title: bob.display_name, text: 'Followers for sale, write to us.', made_at: ASKED_AT };
const own: OwnReport = {
  id,
  target,
  about: bob.username,
  category: 'spam',
  note: 'Writes to everybody.',
  status: 'open',
  outcome: null,
  created_at: ASKED_AT,
  decided_at: null,
};
const told: DecisionAboutMe = {
  id,
  target,
  snapshot,
  category: 'spam',
  action: 'warn',
  reason: 'Selling followers is against our rules.',
  until: null,
  decided_at: ANSWERED_AT,
  appeal: null,
  reversed: null,
  can_appeal: true,
};
const appealed = { text: 'It was a joke.', at: ANSWERED_AT, status: 'open' as const, answer: '' };
const queued: QueuedReport = {
  id,
  reporter: alice,
  target: { ...target, owner: bob.id },
  subject: bob,
  category: 'spam',
  note: own.note,
  snapshot: { ...snapshot, type: null },
  status: 'open',
  created_at: ASKED_AT,
  decision: null,
  appeal: null,
};
const by = { id: alice.id, username: 'vera' };
const decided: QueuedReport = {
  ...queued,
  status: 'decided',
  decision: { action: 'warn', reason: told.reason, until: null, by, at: ANSWERED_AT, leads: true },
};

export const docs = {
  createReport: { tag: REPORTS, body: { target, category: 'spam', note: own.note }, answer: own },
  listOwnReports: {
    tag: REPORTS,
    answer: [{ ...own, status: 'decided', outcome: 'action', decided_at: ANSWERED_AT }],
  },
  listDecisionsAboutMe: { tag: REPORTS, answer: [told] },
  appealDecision: {
    tag: REPORTS,
    params: { id },
    body: { text: appealed.text },
    answer: { ...told, appeal: appealed, can_appeal: false },
  },
  listReports: { tag: REVIEW, query: { kind: 'user' }, answer: [queued] },
  getReport: {
    tag: REVIEW,
    params: { id },
    answer: {
      ...queued,
      file: null,
      profile: PROFILES.bob,
      actions: ['dismiss', 'warn', 'hide_content', 'remove_content', 'suspend'],
      others: [],
    },
  },
  decideReport: { tag: REVIEW, params: { id }, body: { action: 'warn', reason: told.reason }, answer: decided },
  decideAppeal: {
    tag: REVIEW,
    params: { id },
    body: { decision: 'upheld', answer: 'It was no joke to those who paid.' },
    answer: {
      ...decided,
      appeal: {
        ...appealed,
        status: 'upheld',
        answer: 'It was no joke to those who paid.',
        by,
        decided_at: ANSWERED_AT,
      },
    },
  },
  reverseDecision: {
    tag: REVIEW,
    params: { id },
    body: { reason: 'They had asked us before.' },
    answer: { ...decided, reversal: { reason: 'They had asked us before.', by, at: ANSWERED_AT } },
  },
} satisfies Docs<typeof routes>;
