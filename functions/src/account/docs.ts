import { PASSWORD, PEOPLE, TOKENS } from '../contract/examples.ts';
import type { Docs, Tag } from '../http/describe.ts';
import type * as routes from './routes.ts';

const ACCOUNT: Tag = { name: 'Account', about: 'A copy of everything of mine, and the end of an account.' };

const CERTIFICATE = '019ac0d5-ea00-7cc1-a9d2-0b7e5f3c8a14';

const removal = {
  tag: ACCOUNT,
  body: { password: PASSWORD },
  answer: {
    status: 'leaving' as const,
    erases_at: '2026-11-30T10:00:00.000Z',
    removed: { connections: 0, documents: 0 },
    certificate: null,
  },
  meanwhile: {
    status: 'erasing' as const,
    erases_at: null,
    removed: { connections: 1000, documents: 2480 },
    certificate: CERTIFICATE,
  },
};

const running = {
  state: 'running' as const,
  asked_at: '2026-11-23T10:00:00.000Z',
  progress: 0,
  ready_at: null,
  expires_at: null,
  size: null,
  url: null,
  url_expires_at: null,
};
const ready = {
  ...running,
  state: 'ready' as const,
  progress: 100,
  ready_at: '2026-11-23T10:00:04.000Z',
  expires_at: '2026-11-24T10:00:04.000Z',
  size: 184_320,
  url: 'https://storage.googleapis.com/infloo.firebasestorage.app/exports/…/infloo.zip?X-Goog-Signature=…',
  url_expires_at: '2026-11-23T10:15:00.000Z',
};

export const docs = {
  requestExport: { tag: ACCOUNT, answer: running },
  getExport: { tag: ACCOUNT, answer: ready },
  deleteAccount: removal,
  deleteAccountByPost: removal,
  restoreAccount: { tag: ACCOUNT, body: { username: PEOPLE.alice.username, password: PASSWORD }, answer: TOKENS },
  getCertificate: {
    tag: ACCOUNT,
    params: { id: CERTIFICATE },
    answer: {
      id: CERTIFICATE,
      asked_at: '2026-11-23T10:00:00.000Z',
      erased_at: '2026-11-30T10:02:11.000Z',
      removed: { user: 1, account: 1, username: 1, connection: 12, notification: 31, avatars: 2 },
      kept: [
        { part: 'audit', why: 'What staff did to whom must stay provable: by uid alone, without names and words.' },
      ],
    },
  },
} satisfies Docs<typeof routes>;
