import { describe, expect, it } from 'vitest';
import { exportOf, PARTS } from '../../functions/src/account/parts.ts';
import { folders } from '../../functions/src/contract/folders.ts';
import { pairId } from '../../functions/src/contract/pair.ts';
import { paths } from '../../functions/src/contract/paths.ts';
import { bucket } from '../../functions/src/firebase.ts';
import { tell } from '../notifications/tell.ts';
import { connect, type Person, people, post, useApi } from '../support/api.ts';

useApi();

type Piece = { part: string; path: string; data?: object };

async function copyOf({ id }: Person): Promise<Piece[]> {
  const pieces: Piece[] = [];
  for await (const piece of exportOf(id)) pieces.push(piece);
  return pieces;
}

describe('the copy of what is mine', () => {
  it('has what I have given and made, with times in ISO 8601', async () => {
    const [me, friend] = (await people(2)) as [Person, Person];
    await connect(me, friend);
    await tell(me, 0);
    const picture = `${folders.avatars(me.id)}/version/320.webp`;
    await bucket().file(picture).save(Buffer.from('x'), { resumable: false });
    const copy = await copyOf(me);
    const found = Object.fromEntries(copy.map(({ path, data }) => [path, data]));
    expect(found[paths.user(me.id)]).toMatchObject({ id: me.id, created_at: expect.stringMatching(/^20.*Z$/) });
    expect(found[paths.account(me.id)]).toMatchObject({ email: expect.any(String) });
    expect(found[paths.connection(pairId(me.id, friend.id))]).toMatchObject({ status: 'accepted' });
    expect(copy.filter(({ part }) => part === 'notification')).not.toEqual([]);
    expect(copy).toContainEqual({ part: 'avatars', path: picture });
    // Nothing that belongs to the other one alone.
    expect(copy.filter(({ path }) => path.includes(friend.id) && !path.includes(me.id))).toEqual([]);
  });

  it('doesn’t tell who has blocked me', async () => {
    const [me, blocked, blocker] = (await people(3)) as [Person, Person, Person];
    await post(`/users/${blocked.id}/block`, undefined, me);
    await post(`/users/${me.id}/block`, undefined, blocker);
    const copy = await copyOf(me);
    expect(copy.find(({ part }) => part === 'blocks')?.data).toEqual({ by_me: [blocked.id] });
    expect(JSON.stringify(copy)).not.toContain(blocker.id);
  });

  it('says of each collection and folder why it holds nothing of it', () => {
    for (const [part, { export: own }] of Object.entries(PARTS)) {
      if ('without' in own) expect(own.without, part).toMatch(/^[A-Z].*\.$/);
    }
  });
});
