import sharp from 'sharp';
import { expect, it } from 'vitest';
import { db } from '../../functions/src/firebase.ts';
import type { api } from '../../functions/src/routes.ts';
import { type Change, runTrigger } from '../../functions/src/runtime/trigger.ts';
import { TRIGGERS } from '../../functions/src/triggers.ts';
import { get, type Person, people, type Reply, send } from '../support/api.ts';
import { tracesOf } from './scan.ts';

/** Somebody who is leaving, and somebody who stays, as a race begins. */
export interface Two {
  leaver: Person;
  other: Person;
}

export interface Race {
  /** What is there before it begins. */
  first?: (two: Two) => Promise<unknown>;
  /** What meets the deletion; each is sent at once, the second time a little later. */
  meets: (two: Two) => Promise<unknown>[];
}

/** The names of the routes that write. */
export type Writing = {
  [K in keyof typeof api]: (typeof api)[K]['method'] extends 'get' ? never : K;
}[keyof typeof api];

export const contended = true;

// Large enough that it takes a while.
const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
const png = await sharp({ create: { width: 900, height: 900, channels: 3, background: '#345', noise } })
  .png()
  .toBuffer();
export const picture = (field = 'avatar'): FormData => {
  const form = new FormData();
  form.append(field, new Blob([new Uint8Array(png)]), 'a.png');
  return form;
};

/** Delivers an event with the document as it is now, as a trigger that is slow would find it. */
export async function event(
  name: keyof typeof TRIGGERS,
  path: string,
  params: Record<string, string>,
): Promise<unknown> {
  const after = (await db().doc(path).get()).data();
  return after && run(name, { params, after });
}

/** Not held to its row in the table, as by `deliver()`: what others write meanwhile would count as its own. */
export const run = (name: keyof typeof TRIGGERS, change: Partial<Change>) =>
  runTrigger(name, TRIGGERS[name], {
    id: `${name}-${crypto.randomUUID()}`,
    time: new Date().toISOString(),
    params: {},
    before: undefined,
    after: undefined,
    ...change,
  });

const ROUNDS = 3;
/** Nothing is waited for by it: it moves the deletion along what it meets, a little further each round. */
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** What may be answered to somebody who meets the end of an account, their own or another's. */
const FAIR = [200, 201, 202, 204, 400, 401, 403, 404, 409, 503];

/** Holds each race to it: a deletion that meets it leaves nothing of who is gone. */
export function leaveNothing(races: Record<string, Race>): void {
  it.each(Object.entries(races))('a deletion that meets %s leaves nothing', async (_, { first, meets }) => {
    for (let round = 0; round < ROUNDS; round++) {
      const [leaver, other] = (await people(2)) as [Person, Person];
      await first?.({ leaver, other });
      const leave = async (): Promise<Reply> => {
        // Each round meets another moment of the other's work.
        await pause(round * 15);
        return send('delete', '/users/profile', {
          as: leaver,
          body: { password: leaver.password, at_once: true },
          contended,
        });
      };
      const [reply, ...met] = await Promise.all([leave(), ...meets({ leaver, other })]);
      for (const answered of met as (Reply | undefined)[]) {
        if (answered?.status !== undefined) expect(FAIR, JSON.stringify(answered.body)).toContain(answered.status);
      }
      if (reply.status >= 400) {
        // A changed password, or a session that has ended meanwhile: the account is there, and they try again.
        expect([400, 401], JSON.stringify(reply.body)).toContain(reply.status);
        const login = { username: leaver.username, password: leaver.password };
        const { status, body } = await send('post', '/users/auth/login', { body: login, contended });
        const anew = { as: { ...leaver, ...body }, body: { password: leaver.password, at_once: true }, contended };
        // Another deletion may have been first: in the cloud their token would still tell them so.
        if (status === 200) expect((await send('delete', '/users/profile', anew)).status).toBe(200);
      }
      await run('onErasureAsked', { params: { uid: leaver.id } });
      expect(await tracesOf(leaver), `round ${round}`).toEqual([]);
      expect((await get('/users/profile', other)).body.connection_count, `round ${round}`).toBe(0);
    }
  });
}
