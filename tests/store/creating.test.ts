import firestore from '@google-cloud/firestore';
import { expect, it, onTestFinished, vi } from 'vitest';
import { plan } from '../events/make.ts';
import { storyForm } from '../stories/post.ts';
import { type Person, people, send, useApi } from '../support/api.ts';
import { paper } from '../verification/apply.ts';

useApi();

interface Commit {
  writes: { update?: { name: string }; currentDocument?: { exists?: boolean } }[];
}

/** Does the first commit that makes a document of this collection, and says that Firestore couldn't be reached. */
function loseAnswer(collection: string): { lost: number } {
  const client = firestore.v1.FirestoreClient.prototype as unknown as { commit: (sent: Commit) => Promise<unknown> };
  const { commit } = client;
  const count = { lost: 0 };
  const spy = vi.spyOn(client, 'commit').mockImplementation(async function (this: unknown, ...args) {
    const answer = await commit.apply(this, args);
    const isIt = args[0].writes.some(({ update }) => update?.name.includes(`/documents/${collection}/`));
    if (!isIt || count.lost > 0) return answer;
    count.lost += 1;
    throw Object.assign(new Error('The connection was lost.'), { code: 14 });
  });
  onTestFinished(() => spy.mockRestore());
  return count;
}

it.each(['events', 'stories', 'verifications', 'reports'])(
  'what was made and looked as if it weren’t is made once, and answered: %s',
  async (collection) => {
    const [me, other] = (await people(2)) as [Person, Person];
    const asked = {
      events: { path: '/events', body: plan(), mine: `/events?host=${me.id}` },
      stories: { path: '/stories', body: storyForm(), mine: '/stories/my_stories' },
      verifications: { path: '/users/verify', body: paper('identity'), mine: '/users/verify' },
      reports: {
        path: '/reports',
        body: { target: { kind: 'user', id: other.id }, category: 'spam' },
        mine: '/reports/mine',
      },
    }[collection] as { path: string; body: object; mine: string };
    const count = loseAnswer(collection);
    const { status, body } = await send('post', asked.path, { as: me, body: asked.body, contended: true });
    expect([status, count.lost], JSON.stringify(body)).toEqual([201, 1]);
    expect((await send('get', asked.mine, { as: me })).body).toMatchObject([{ id: body.id }]);
  },
);
