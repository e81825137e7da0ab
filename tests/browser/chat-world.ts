import { randomUUID } from 'node:crypto';
import { Timestamp } from 'firebase-admin/firestore';
import type { Page } from 'playwright-core';
import { pairId } from '../../functions/src/contract/pair.ts';
import { paths } from '../../functions/src/contract/paths.ts';
import { db } from '../../functions/src/firebase.ts';
import { type Account, api, connect, newAccount } from './accounts.ts';

/** Writes over REST. @returns the message's id */
export const write = async (from: Account, to: Account, content: string): Promise<string> =>
  (await api('POST', '/chat', { receiver: to.id, content, client_id: randomUUID() }, from)).id;

/** @returns what `me` has from their conversation with `other`, newest first */
export const history = async (me: Account, other: Account): Promise<{ id: string; content: string }[]> =>
  api('GET', `/chat?user_id=${other.id}&limit=100`, undefined, me);

export const unreadOf = async (me: Account, other: Account): Promise<number> =>
  (await api('GET', `/chat/${other.id}`, undefined, me)).unread;

export async function aliceAndBob(): Promise<[Account, Account]> {
  const [alice, bob] = await Promise.all([
    newAccount('alice', { display_name: 'Alice Moreau' }),
    newAccount('bob', { display_name: 'Bob Ferreira' }),
  ]);
  await connect(alice, bob);
  return [alice, bob];
}

/** Many messages at once, written as the server would: `a` and `b` in turn, a minute between two. */
export async function seedMessages(a: Account, b: Account, count: number): Promise<void> {
  const id = pairId(a.id, b.id);
  await write(a, b, 'the last');
  const writer = db().bulkWriter();
  const from = Date.now() - (count + 1) * 60_000;
  for (let n = 0; n < count; n++) {
    const [sender, receiver] = n % 3 === 0 ? [a, b] : [b, a];
    const message = `${id}_${String(n).padStart(22, '0')}`;
    // Of all heights, so that none can be foretold.
    const content = `no ${n} ${'and more words '.repeat((n * 7) % 23)}`;
    void writer.create(db().doc(paths.message(id, message)), {
      ...{ id: message, sender: sender.id, receiver: receiver.id, content, attachment: null },
      ...{ timestamp: Timestamp.fromMillis(from + n * 60_000), deleted_at: null, client_id: null },
    });
  }
  await writer.close();
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
export const topOf = async (page: Page, text: string): Promise<number | null> =>
  (await bubble(page, text).boundingBox())?.y ?? null;

/** What the first bubble says that is wholly in view. */
export const firstInView = (page: Page): Promise<string> =>
  page.evaluate(`(() => {
    const log = document.querySelector('[role=log]');
    const { top } = log.getBoundingClientRect();
    return [...log.querySelectorAll('span[dir=auto]')].find((each) => each.getBoundingClientRect().top > top).textContent.trim();
  })()`);
