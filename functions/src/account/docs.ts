import { PASSWORD } from '../contract/examples.ts';
import type { Docs, Tag } from '../http/describe.ts';
import type * as routes from './routes.ts';

const ACCOUNT: Tag = { name: 'Account', about: 'The end of an account. It can’t be undone.' };

export const docs = {
  deleteAccount: {
    tag: ACCOUNT,
    body: { password: PASSWORD },
    answer: { removed: { connections: 2, documents: 9 } },
  },
} satisfies Docs<typeof routes>;
