import { randomUUID } from 'node:crypto';
import { Timestamp } from 'firebase-admin/firestore';
import type { Page } from 'playwright-core';
import { pairId } from '../../functions/src/contract/pair.ts';
import { paths } from '../../functions/src/contract/paths.ts';
import { db } from '../../functions/src/firebase.ts';
import { type Account, api } from './accounts.ts';

/** Writes over REST. @returns the message's id */
export const write = async (from: Account, to: Account, content: string): Promise<string> =>
  (await api('POST', '/chat', { receiver: to.id, content, client_id: randomUUID() }, from)).id;

/** @returns what `me` has from their conversation with `other`, newest first */
export const history = async (me: Account, other: Account): Promise<{ id: string; content: string }[]> =>
  api('GET', `/chat?user_id=${other.id}&limit=100`, undefined, me);

export const unreadOf = async (me: Account, other: Account): Promise<number> =>
  (await api('GET', `/chat/${other.id}`, undefined, me)).unread;

/** Of all heights, so that none can be foretold. */
const wordsOf = (n: number): string => `no ${n} ${'and more words '.repeat((n * 7) % 23)}`.trim();

/**
 * A conversation of many messages, a minute between two. The newest are there, as the server would have written them; the
 * others are only answered to this page, or the suite would go over each of them.
 */
export async function openLong(page: Page, me: Account, other: Account, count: number): Promise<void> {
  const id = pairId(me.id, other.id);
  const live = 40;
  const from = Date.now() - (count + 1) * 60_000;
  const make = (n: number) => {
    const [sender, receiver] = n % 3 === 0 ? [me, other] : [other, me];
    const message = { id: `${id}_${String(n).padStart(22, '0')}`, sender: sender.id, receiver: receiver.id };
    return { ...message, content: wordsOf(n), attachment: null, deleted_at: null, client_id: null };
  };
  const time = (n: number) => from + n * 60_000;
  const batch = db().batch();
  for (let n = count - live; n < count; n++) {
    const message = make(n);
    batch.create(db().doc(paths.message(id, message.id)), { ...message, timestamp: Timestamp.fromMillis(time(n)) });
  }
  await batch.commit();
  await page.route(/\/api\/v1\/chat\?.*user_id/, (route) => {
    const { searchParams } = new URL(route.request().url());
    const end = Number(searchParams.get('cursor') ?? count);
    // More at a time than it asks for: all of them are to come.
    const begin = Math.max(0, end - 400);
    const numbers = Array.from({ length: end - begin }, (_, i) => end - 1 - i);
    const json = numbers.map((n) => ({ ...make(n), timestamp: new Date(time(n)).toISOString() }));
    const headers: Record<string, string> = begin > 0 ? { Link: `</api/v1/chat?cursor=${begin}>; rel="next"` } : {};
    return route.fulfill({ json, headers });
  });
  await open(page, other);
  await bubble(page, wordsOf(count - 1)).waitFor();
}

export const log = (page: Page) => page.getByRole('log');
export const field = (page: Page) => page.getByRole('textbox', { name: /^Message to/ });
/** The bubble with that text. */
export const bubble = (page: Page, text: string) => log(page).getByText(text, { exact: true });

export async function say(page: Page, text: string): Promise<void> {
  await field(page).fill(text);
  await field(page).press('Enter');
}

/** Opens a conversation by its address, within the app. */
export async function open(page: Page, other: Account): Promise<void> {
  await page.goto(`/messages/${other.username}`);
  await field(page).waitFor();
}

/** Where a bubble stands in the window, or null while it isn't there. */
export const topOf = (page: Page, text: string): Promise<number | null> =>
  bubble(page, text).evaluateAll(([first]) => first?.getBoundingClientRect().top ?? null);

/** What the first bubble says that is wholly in view. */
export const firstInView = (page: Page): Promise<string> =>
  page.evaluate(`(() => {
    const log = document.querySelector('[role=log]');
    const { top } = log.getBoundingClientRect();
    return [...log.querySelectorAll('span[dir=auto]')].find((each) => each.getBoundingClientRect().top > top)?.textContent.trim() ?? '';
  })()`);
