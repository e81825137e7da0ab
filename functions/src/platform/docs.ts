import type { Docs, Tag } from '../http/describe.ts';
import type * as routes from './routes.ts';

const SERVICE: Tag = { name: 'Service', about: 'For monitors.' };

export const docs = {
  health: { tag: SERVICE, answer: { status: 'ok' } },
} satisfies Docs<typeof routes>;
