import { z } from 'zod';
import { TimedId } from '../contract/ids.ts';
import { LIMITS } from '../contract/limits.ts';
import { perItem, route } from '../http/route.ts';
import { UPLOADS_A_PERSON } from '../users/limits.ts';
import { removeStory } from './removal.ts';
import { FeedStory, LatestStory, PostStory, PostUploadedStory, Story, Viewer } from './schema.ts';
import * as stories from './store.ts';
import { viewers } from './viewers.ts';

const byId = z.strictObject({ id: TimedId });

/** As many connections as costs are told for. */
const MANY = 100_000;

export const listStories = route({
  method: 'get',
  path: '/stories',
  auth: 'user',
  summary: 'The feed: what my connections show at present',
  description:
    'An author’s stories follow each other, oldest first. Within a page, authors with something unseen come first. A page has 100 unless `limit` says less. Ask anew when `GET /stories/latest` has changed.',
  response: [200, z.array(FeedStory)],
  paged: true,
  cost: { reads: perItem, writes: 0, trips: 1 },
  // A ring needs all of them: one trip shows it, whatever the order of the pages.
  handler: ({ user, page }) => stories.feed(user.uid, { limit: LIMITS.page.max, ...page }),
});

export const latestStory = route({
  method: 'get',
  path: '/stories/latest',
  auth: 'user',
  summary: 'Whether the feed has something new, to be asked now and then',
  response: [200, LatestStory],
  cost: { reads: 1, writes: 0, trips: 1 },
  handler: ({ user }) => stories.latest(user.uid),
});

export const listMyStories = route({
  method: 'get',
  path: '/stories/my_stories',
  auth: 'user',
  summary: 'My stories that aren’t over, newest first',
  response: [200, z.array(Story)],
  paged: true,
  cost: { reads: perItem, writes: 0, trips: 1 },
  handler: ({ user, page }) => stories.listOwn(user.uid, page),
});

export const postStory = route({
  method: 'post',
  path: '/stories',
  auth: 'user',
  summary: 'Post a picture or a video for 24 hours',
  description: `As multipart/form-data, or as JSON naming a file that the SDK has uploaded. A picture is shown to my connections at once; a video has \`media.state\` \`processing\` first, then \`ready\` or \`refused\`. At most ${LIMITS.stories} at a time.`,
  upload: { kind: 'story', fields: PostStory },
  body: PostUploadedStory,
  seconds: 45,
  response: [201, Story],
  limits: UPLOADS_A_PERSON,
  // A kept answer has addresses that end, and of a story that may be gone.
  once: stories.stillStands,
  refuses: ['not_found', 'conflict'],
  // A document of edges for 5,000 connections, one of the audience for 2,000.
  cost: {
    reads: 3,
    writes: 2,
    trips: 3,
    rare: { reads: 2 + MANY / LIMITS.edges_per_shard, writes: 1 + MANY / LIMITS.audience_members, trips: 3 },
  },
  handler: ({ user, body, file, fields }) => {
    const { caption = '', alt = '' } = fields ?? body;
    return stories.postStory(user.uid, file ?? { path: body.path }, { caption, alt });
  },
});

export const deleteStory = route({
  method: 'delete',
  path: '/stories/{id}',
  auth: 'user',
  summary: 'Take a story of mine back',
  params: byId,
  response: [204, null],
  refuses: ['expired'],
  cost: {
    reads: 1,
    writes: 0,
    deletes: 2,
    trips: 2,
    rare: { reads: 1, writes: 0, deletes: 1 + MANY / LIMITS.audience_members, trips: 2 },
  },
  handler: ({ user, params }) => removeStory(user.uid, params.id),
});

export const viewStory = route({
  method: 'post',
  path: '/stories/{id}/view',
  auth: 'user',
  summary: 'Say that I have seen a story',
  description: 'Each of us counts once, however often it is said.',
  params: byId,
  response: [204, null],
  refuses: ['expired'],
  // One's own isn't in the audience: then the story is asked whose it is.
  cost: { reads: 1, writes: 2, trips: 2, rare: { reads: 2, writes: 2, trips: 3 } },
  handler: ({ user, params }) => stories.view(user.uid, params.id),
});

export const listViewers = route({
  method: 'get',
  path: '/stories/{id}/viewers',
  auth: 'user',
  summary: 'Who has seen a story of mine, the last one first',
  params: byId,
  response: [200, z.array(Viewer)],
  paged: true,
  refuses: ['expired'],
  // The story, its audience, and whom the page shows.
  cost: {
    reads: (shown) => shown.length + 2,
    writes: 0,
    trips: 2,
    rare: { reads: (shown) => shown.length + 1 + MANY / LIMITS.audience_members, writes: 0, trips: 2 },
  },
  handler: ({ user, params, page }) => viewers(user.uid, params.id, page),
});
