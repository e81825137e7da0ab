import { PEOPLE } from '../contract/examples.ts';
import { folders, inbox } from '../contract/folders.ts';
import { collectionOf, paths } from '../contract/paths.ts';
import type { Docs, Listener, Tag } from '../http/describe.ts';
import type * as routes from './routes.ts';

const STORIES: Tag = {
  name: 'Stories',
  about:
    'Pictures and videos that connections see for 24 hours. What is over answers 410. Addresses of files are good for a few minutes: when `urls_expire_at` has passed, ask for the story anew.',
};

const { alice, bob } = PEOPLE;
const id = '019acea9-4a80-7cc1-a9d2-0b7e5f3c8a14';
const created_at = '2026-11-24T08:30:00.000Z';
const expires_at = '2026-11-25T08:30:00.000Z';
const address = (size: string): string =>
  `https://storage.googleapis.com/infloo.firebasestorage.app/${folders.stories(alice.id)}/${id}/${size}.webp?X-Goog-Algorithm=GOOG4-RSA-SHA256&X-Goog-Expires=900`;
const alt = 'A cup of coffee on a window sill';
const shown = {
  id,
  user: alice.username,
  author: alice,
  caption: 'Morning Coffee',
  created_at,
  expires_at,
  media: {
    kind: 'image' as const,
    state: 'ready' as const,
    reason: null,
    type: 'image/webp',
    width: 960,
    height: 1280,
    duration: null,
    preview: '3OcRJYB4d3h/iIeHeEh3eIhw+j2w',
    alt,
    urls: { 320: address('320'), 1280: address('1280') },
    urls_expire_at: '2026-11-24T08:47:12.000Z',
  },
};

export const docs = {
  listStories: { tag: STORIES, answer: [{ ...shown, seen: false }] },
  latestStory: { tag: STORIES, answer: { latest: created_at } },
  viewStory: { tag: STORIES, params: { id } },
  postStory: {
    tag: STORIES,
    body: { path: inbox(alice.id, 'story', 0), caption: shown.caption, alt },
    answer: { ...shown, view_count: 0 },
  },
  listMyStories: { tag: STORIES, answer: [{ ...shown, view_count: 1 }] },
  listViewers: { tag: STORIES, params: { id }, answer: [{ ...bob, viewed_at: '2026-11-24T09:02:41.000Z' }] },
  deleteStory: { tag: STORIES, params: { id } },
} satisfies Docs<typeof routes>;

export const listeners: Listener[] = [
  {
    about: 'My stories: what becomes of a video, and how many have seen them',
    path: collectionOf(paths.story('{id}')),
    query: { where: [['author.id', '==', '{uid}']], newestFirst: 'expires_at' },
  },
];
