import { ASKED_AT, PEOPLE } from '../contract/examples.ts';
import type { Docs, Tag } from '../http/describe.ts';
import type * as routes from './routes.ts';

const BLOCKS: Tag = {
  name: 'Blocks',
  about: 'After a block neither finds the other: profiles, search, lists and requests answer as if nobody were there.',
};

const { erin } = PEOPLE;

export const docs = {
  blockPerson: { tag: BLOCKS, params: { id: erin.id } },
  unblockPerson: { tag: BLOCKS, params: { id: erin.id } },
  listBlocks: { tag: BLOCKS, answer: [{ ...erin, blocked_at: ASKED_AT }] },
} satisfies Docs<typeof routes>;
