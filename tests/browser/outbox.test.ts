import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { newTab, newVisitor, useBrowser } from '../support/browser.ts';
import { type Account, aliceAndBob, signIn } from './accounts.ts';
import { bubble, history, open, say } from './chat-world.ts';

useBrowser();

const contents = async (me: Account, other: Account): Promise<string[]> =>
  (await history(me, other)).map(({ content }) => content);

/** Alice in two tabs of one browser, at her conversation with Bob; what she sends from the first finds no way. */
async function twoTabs(): Promise<{ alice: Account; bob: Account; stuck: Page; other: Page }> {
  const [alice, bob] = await aliceAndBob();
  const { page: stuck, context } = await newVisitor({ reducedMotion: 'reduce' });
  await signIn(stuck, alice);
  await open(stuck, bob);
  await stuck.route('**/api/v1/chat', (route) =>
    route.request().method() === 'POST' ? route.abort() : route.continue(),
  );
  return { alice, bob, stuck, other: await newTab(context) };
}

it('a tab that is frozen keeps no message from the others: it gives its turn away', async () => {
  const { alice, bob, stuck, other } = await twoTabs();
  await say(stuck, 'From a tab that falls asleep');
  await bubble(stuck, 'From a tab that falls asleep').waitFor();
  await open(other, bob);
  await bubble(other, 'From a tab that falls asleep').waitFor();
  expect(await contents(alice, bob)).toEqual([]);
  // As a browser says it that is about to freeze a tab: it freezes none that is before somebody.
  const tell = (event: string) => stuck.evaluate(`document.dispatchEvent(new Event('${event}'))`);
  await tell('freeze');
  await expect.poll(() => contents(alice, bob)).toEqual(['From a tab that falls asleep']);
  // Awake again it has nothing left to send.
  await stuck.unroute('**/api/v1/chat');
  await tell('resume');
  await say(stuck, 'Good morning');
  await expect.poll(() => contents(alice, bob)).toEqual(['Good morning', 'From a tab that falls asleep']);
});

it('a tab that keeps its turn and says nothing is robbed of it', async () => {
  const { alice, bob, stuck, other } = await twoTabs();
  // As one that was frozen without a word: it has the lock, and never lets it go.
  const name = `infloo-outbox-${alice.id}-${bob.id}`;
  await stuck.evaluate(
    (lock) => new Promise<void>((held) => void navigator.locks.request(lock, () => new Promise(() => held()))),
    name,
  );
  await open(other, bob);
  await say(other, 'Is anybody awake?');
  await expect.poll(() => contents(alice, bob)).toEqual(['Is anybody awake?']);
});
