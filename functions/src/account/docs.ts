import { PASSWORD } from '../contract/examples.ts';
import type { Docs, Tag } from '../http/describe.ts';
import type * as routes from './routes.ts';

const ACCOUNT: Tag = { name: 'Account', about: 'The end of an account. It can’t be undone.' };

const removal = {
  tag: ACCOUNT,
  body: { password: PASSWORD },
  answer: { status: 'erased' as const, removed: { connections: 2, documents: 9 } },
  meanwhile: { status: 'erasing' as const, removed: { connections: 1000, documents: 2480 } },
};

export const docs = { deleteAccount: removal, deleteAccountByPost: removal } satisfies Docs<typeof routes>;
