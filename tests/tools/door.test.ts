import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { expect, it } from 'vitest';
import { Door, servedBy } from '../../tools/emulators/door.ts';

/** An answer that is given when `close` is emitted. */
const answer = () => Object.assign(new EventEmitter(), { closed: false }) as unknown as ServerResponse;

it('waits for who is in, then keeps clients out and lets everything else through', async () => {
  const door = new Door(false);
  const entered: string[] = [];
  const enter = (name: string, mayWait: boolean) => {
    const res = answer();
    door.enter(res, mayWait, () => entered.push(name));
    return res;
  };
  const first = enter('first', true);
  let isClosed = false;
  const closing = door.close().then(() => {
    isClosed = true;
  });
  enter('late', true);
  // A login that is under way asks a blocking function.
  enter('asked by the first', false).emit('close');
  await new Promise(setImmediate);
  expect([entered, isClosed]).toEqual([['first', 'asked by the first'], false]);
  first.emit('close');
  await closing;
  await door.open();
  expect(entered).toEqual(['first', 'asked by the first', 'late']);
});

it('forgets who gave up waiting, so that it can be closed again', async () => {
  const door = new Door(true);
  const gone = Object.assign(answer(), { closed: true });
  door.enter(gone, true, () => expect.fail('answers nobody'));
  await door.open();
  await door.close();
});

it('takes what was written in the seconds between for the world’s, however late it hears of it', async () => {
  const door = new Door(false);
  const before = Date.now();
  await door.close();
  const between = Date.now();
  await door.open();
  const secondOf = (time: number) => Math.floor(time / 1000) * 1000;
  expect([before, between, Date.now()].map((time) => door.isOfTheWorld(secondOf(time)))).toEqual([false, true, false]);
});

it.each([
  ['/demo-infloo/us-central1/api', true],
  ['/demo-infloo/us-central1/api/api/v1/health', true],
  ['/demo-infloo/us-central1/api?x=/api', true],
  ['/demo-infloo/us-central1/beforeSignIn', false],
  ['/functions/projects/demo-infloo/triggers/us-central1-onUserCreated-0', false],
])('counts %s among a client’s calls: %s', (url, served) => {
  expect(servedBy(['api'])(url)).toBe(served);
});
