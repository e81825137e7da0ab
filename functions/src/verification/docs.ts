import { ANSWERED_AT, ASKED_AT, PEOPLE, PROFILES } from '../contract/examples.ts';
import { inbox } from '../contract/folders.ts';
import { collectionOf, paths } from '../contract/paths.ts';
import type { Docs, Listener, Tag } from '../http/describe.ts';
import type * as routes from './routes.ts';
import type { Verification } from './schema.ts';

const VERIFICATION: Tag = {
  name: 'Verification',
  about:
    'A document proves who somebody is, or that a business is theirs. Staff look at it, and after an approval the tick appears. It holds for the name that was approved: a changed one has to be proven anew. The file is removed 30 days after the decision.',
};
const REVIEW: Tag = {
  name: 'Staff: verification',
  about: 'For staff with the permission `verifications`. What they look at and decide is entered into the audit log.',
};

const { erin } = PEOPLE;
const id = 'Vf3kQ9sT1xL7pB2mR8cW5dZ0aYhG';
const pending: Verification = {
  id,
  user: erin.id,
  doc_type: 'identity',
  status: 'pending',
  name: erin.display_name,
  reason: null,
  note: '',
  file: { type: 'image/jpeg', bytes: 2_481_334, remove_at: null, removed_at: null },
  submitted_at: ASKED_AT,
  reviewed_at: null,
  lapsed_at: null,
  opened: [],
};
const rejected: Verification = {
  ...pending,
  status: 'rejected',
  reason: 'unreadable',
  note: 'The lower half is out of focus.',
  file: { ...pending.file, remove_at: '2026-12-23T10:04:27.000Z' },
  reviewed_at: ANSWERED_AT,
  opened: [ANSWERED_AT],
};
const { id: uid, username, display_name, role } = erin;
const applicant = { id: uid, username, display_name, role };
const profile = {
  ...PROFILES.alice,
  ...erin,
  bio: 'Building tools for creators.',
  company_name: 'Okafor Studio',
  business_category: 'Technology',
  location: 'Lagos, NG',
  social_links: {},
};

export const docs = {
  requestVerification: {
    tag: VERIFICATION,
    body: { path: inbox(erin.id, 'document', 0), doc_type: 'identity' },
    answer: pending,
  },
  listVerifications: { tag: VERIFICATION, answer: [rejected] },
  listQueue: { tag: REVIEW, query: { doc_type: 'identity' }, answer: [{ ...pending, applicant }] },
  getVerification: { tag: REVIEW, params: { id }, answer: { ...pending, applicant, profile, others: [] } },
  openVerificationFile: { tag: REVIEW, params: { id } },
  decideVerification: {
    tag: REVIEW,
    params: { id },
    body: { decision: 'rejected', reason: 'unreadable', note: 'The lower half is out of focus.' },
    answer: { ...rejected, applicant },
  },
} satisfies Docs<typeof routes>;

export const listeners: Listener[] = [
  {
    about: 'My requests to be verified',
    path: collectionOf(paths.verification('{id}')),
    query: { where: [['user', '==', '{uid}']], newestFirst: 'submitted_at' },
  },
];
