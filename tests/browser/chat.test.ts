import { describe, expect, it } from 'vitest';
import { pairId } from '../../functions/src/contract/pair.ts';
import { paths } from '../../functions/src/contract/paths.ts';
import { db } from '../../functions/src/firebase.ts';
import { expectAccessible, expectNoSideScroll, newTab, newVisitor, useBrowser } from '../support/browser.ts';
import { pressIfThere } from '../support/page-time.ts';
import { aliceAndBob, newAccount, signIn } from './accounts.ts';
import { bubble, field, firstInView, history, log, open, openLong, say, topOf, unreadOf, write } from './chat-world.ts';
import { picture } from './story-world.ts';

// The suite's own functions work on the default database.
process.env.FIRESTORE_DATABASE = '(default)';
useBrowser();

/** What a page's elements have, and this file's types don't know. */
type Scroller = unknown & { scrollBy(x: number, y: number): void; scrollHeight: number };

const badge = (unread: number) => ({ name: unread > 0 ? new RegExp(`^Messages ?, ${unread} unread$`) : /^Messages$/ });

describe('two people, two browsers', () => {
  it('write to each other live, see each other type, and what was read; a picture arrives; one deletes for both', async () => {
    const [aliceAccount, bobAccount] = await aliceAndBob();
    const [alice, bob] = await Promise.all([newVisitor(), newVisitor({ width: 390, height: 844, hasTouch: true })]);
    await Promise.all([signIn(alice.page, aliceAccount), signIn(bob.page, bobAccount)]);
    // From her page of him.
    await alice.page.goto(`/people/${bobAccount.username}`);
    await alice.page.getByRole('link', { name: 'Message', exact: true }).click();
    await say(alice.page, 'Hi Bob');
    await bubble(alice.page, 'Hi Bob').waitFor();
    await alice.page.getByText(/· Sent$/).waitFor();

    // Bob is on home: the badge of his bottom bar tells him, and the title of the page.
    await bob.page.getByRole('link', badge(1)).click();
    await expect.poll(() => bob.page.title()).toBe('(2) Messages · Infloo');
    await bob.page.getByRole('link', { name: /Alice Moreau/ }).click();
    await bubble(bob.page, 'Hi Bob').waitFor();
    await alice.page.getByText(/· Read$/).waitFor();
    await expect.poll(() => unreadOf(bobAccount, aliceAccount)).toBe(0);

    const dots = alice.page.getByRole('img', { name: 'Bob Ferreira is typing' });
    const type = async () => {
      // What is heard too late isn't shown: he goes on until she has seen it.
      await field(bob.page).press('o');
      return dots.count();
    };
    await expect.poll(type).toBe(1);
    await field(bob.page).fill('Hello');
    await bob.page.getByRole('button', { name: 'Send' }).click();
    await bubble(alice.page, 'Hello').waitFor();
    await dots.waitFor({ state: 'detached' });
    // Said by him, and not only over by itself.
    const marker = db().doc(paths.typing(pairId(aliceAccount.id, bobAccount.id), bobAccount.id));
    await expect.poll(async () => (await marker.get()).get('until').toMillis()).toBe(0);
    // A screen reader is told of it, too.
    await alice.page.getByRole('status').getByText('Bob Ferreira: Hello').waitFor({ state: 'attached' });

    const chosen = { name: 'sea.jpg', mimeType: 'image/jpeg', buffer: await picture('#246', 400, 300) };
    await alice.page.getByLabel('Files to send', { exact: true }).first().setInputFiles(chosen);
    await alice.page.getByRole('button', { name: 'Remove sea.jpg' }).waitFor();
    await alice.page.getByRole('button', { name: 'Describe sea.jpg' }).click();
    await alice.page.getByLabel('Describe the picture').fill('The sea before a storm');
    await expectAccessible(alice.page, 'what is to be sent');
    await alice.page.getByLabel('Describe the picture').press('Enter');
    await say(alice.page, 'The sea');
    const arrived = bob.page.getByRole('button', { name: /^The sea before a storm/ });
    await arrived.locator('img[data-there]').waitFor();
    await expectAccessible(bob.page, 'a conversation on a phone');
    await expectNoSideScroll(bob.page, 'a conversation on a phone');
    await arrived.click();
    await bob.page.getByRole('dialog').getByRole('img', { name: 'The sea before a storm' }).waitFor();
    await bob.page.keyboard.press('Escape');

    await bubble(alice.page, 'Hi Bob').hover();
    await alice.page
      .getByRole('button', { name: /^Options for your message/ })
      .first()
      .click();
    await alice.page.getByRole('button', { name: 'Delete for everyone' }).click();
    await alice.page.getByRole('dialog').getByRole('button', { name: 'Delete for everyone' }).click();
    await log(alice.page).getByText('You deleted this message').waitFor();
    await log(bob.page).getByText('This message was deleted').waitFor();
    await expect.poll(() => bubble(bob.page, 'Hi Bob').count()).toBe(0);
    await expectAccessible(alice.page, 'a conversation');

    // Back leads to the list, and home again.
    await bob.page.getByRole('link', { name: 'Back to your messages' }).click();
    await bob.page
      .getByRole('list', { name: 'Conversations' })
      .getByText(/The sea/)
      .waitFor();
    expect([...alice.complaints, ...bob.complaints]).toEqual([]);
  });

  it('one who can’t be reached keeps what they write, over a reload, and sends it once when they are back', async () => {
    const [aliceAccount, bobAccount] = await aliceAndBob();
    const alice = await newVisitor();
    // Whoever saves data fetches nothing in advance, and sends all the same.
    await alice.context.addInitScript("Object.defineProperty(navigator.connection, 'saveData', { value: true })");
    await signIn(alice.page, aliceAccount);
    await open(alice.page, bobAccount);
    // It arrives, but its answer is lost: the browser can't know.
    let lost = 0;
    await alice.page.route(/\/api\/v1\/chat$/, async (route) => {
      if (lost > 0) return route.abort();
      lost += 1;
      await route.fetch();
      await route.abort();
    });
    await say(alice.page, 'Only once');
    await alice.page.getByText(/· Sent$/).waitFor();
    await say(alice.page, 'And then this');
    await alice.page.getByText(/Trying again…$/).waitFor();
    await field(alice.page).fill('not finished');
    await alice.page.reload();
    await bubble(alice.page, 'And then this').waitFor();
    await expect.poll(() => field(alice.page).inputValue()).toBe('not finished');
    await alice.page.unroute(/\/api\/v1\/chat$/);
    await pressIfThere(alice.page.getByRole('button', { name: 'Try now' }));
    await alice.page.getByRole('button', { name: 'Try now' }).first().waitFor({ state: 'detached' });
    await expect
      .poll(async () => (await history(bobAccount, aliceAccount)).map(({ content }) => content))
      .toEqual(['And then this', 'Only once']);
    await expect.poll(() => bubble(alice.page, 'Only once').count()).toBe(1);
  });
});

describe('a message request', () => {
  it('waits in its own place, is accepted, and from then on both write', async () => {
    const [ann, stranger] = await Promise.all([
      newAccount('ann', { display_name: 'Ann Weiss' }),
      newAccount('otto', { display_name: 'Otto Berg' }),
    ]);
    const [hers, his] = await Promise.all([newVisitor({ width: 390, height: 844 }), newVisitor()]);
    await Promise.all([signIn(hers.page, ann), signIn(his.page, stranger)]);
    await open(his.page, ann);
    await his.page.getByText(/Your first message goes out as a request/).waitFor();
    await say(his.page, 'May I ask something?');
    await his.page.getByText('Your message waits for Ann Weiss’s answer').waitFor();
    await expect.poll(() => field(his.page).count()).toBe(0);

    await hers.page.getByRole('link', badge(0)).click();
    await hers.page.getByRole('link', { name: '1 message request' }).click();
    await expectAccessible(hers.page, 'message requests');
    // A toast that comes where the pointer rests stays for as long, and would be above the request.
    await hers.page.mouse.move(1, 843);
    await hers.page.getByRole('link', { name: /Otto Berg/ }).click();
    await bubble(hers.page, 'May I ask something?').waitFor();
    await expectAccessible(hers.page, 'a message request');
    await hers.page.getByRole('button', { name: 'Accept' }).click();
    await field(hers.page).fill('Of course');
    await hers.page.getByRole('button', { name: 'Send' }).click();
    await bubble(his.page, 'Of course').waitFor();
    await say(his.page, 'Thank you');
    await bubble(hers.page, 'Thank you').waitFor();
    expect([...hers.complaints, ...his.complaints]).toEqual([]);
  });

  it('is declined, and its sender isn’t told; who is blocked finds the conversation closed', async () => {
    const [ann, stranger, ben] = await Promise.all([newAccount('ann'), newAccount('otto'), newAccount('ben')]);
    await Promise.all([write(stranger, ann, 'Buy something'), write(ben, ann, 'Hello')]);
    const [hers, his] = await Promise.all([newVisitor(), newVisitor()]);
    await Promise.all([signIn(hers.page, ann, `/messages/${stranger.username}`), signIn(his.page, stranger)]);
    await his.page.goto(`/messages/${ann.username}`);
    const waits = his.page.getByText(/^Your message waits for/);
    await waits.waitFor();
    await hers.page.getByRole('button', { name: 'Decline' }).click();
    await hers.page.getByText(/request is declined/).waitFor();
    await hers.page.getByRole('link', { name: new RegExp(ben.username) }).waitFor();
    await hers.page.getByRole('link', { name: new RegExp(stranger.username) }).waitFor({ state: 'detached' });
    await his.page.reload();
    await waits.waitFor();

    await hers.page.getByRole('link', { name: new RegExp(ben.username) }).click();
    await hers.page.getByRole('button', { name: /^Options for the conversation/ }).click();
    await hers.page.getByRole('button', { name: 'Block' }).click();
    await hers.page
      .getByRole('dialog', { name: /^Block/ })
      .getByRole('button', { name: 'Block', exact: true })
      .click();
    await hers.page.getByText(`You have blocked ${ben.username}`).waitFor();
    await bubble(hers.page, 'Hello').waitFor();
  });
});

describe('the field', () => {
  it('sends with Enter, but not while an input method composes; Shift makes a new line; the draft stays', async () => {
    const [alice, bob] = await aliceAndBob();
    await write(bob, alice, 'Hello');
    const { page, context } = await newVisitor();
    await signIn(page, alice);
    await open(page, bob);
    const press = (init: object) =>
      field(page).dispatchEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ...init });
    await field(page).fill('にほん');
    await press({ isComposing: true });
    await press({ keyCode: 229 });
    await expect.poll(() => field(page).inputValue()).toBe('にほん');
    await field(page).press('Shift+Enter');
    await expect.poll(() => field(page).inputValue()).toBe('にほん\n');
    const other = await newTab(context);
    await other.goto('/messages');
    await other.getByText('Draft:').waitFor();
    await page.reload();
    await expect.poll(() => field(page).inputValue()).toBe('にほん\n');
    await field(page).press('Enter');
    await bubble(page, 'にほん').waitFor();
    await expect.poll(() => field(page).inputValue()).toBe('');
    // A dropped file, and one that can't be sent.
    const file = { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('x') };
    await page.getByLabel('Files to send', { exact: true }).first().setInputFiles(file);
    await page
      .getByRole('alert')
      .getByText(/notes\.txt: This kind of file/)
      .waitFor();
    // More than can be sent at once; and those that are there aren't lost without a question.
    const papers = Array.from({ length: 11 }, (_, n) => ({
      ...{ name: `${n}.pdf`, mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') },
    }));
    await page.getByLabel('Files to send', { exact: true }).first().setInputFiles(papers);
    await page.getByRole('alert').getByText('At most 10 files can be sent at once.', { exact: false }).waitFor();
    const waiting = page.getByRole('list', { name: 'Files to send' }).getByRole('listitem');
    await expect.poll(() => waiting.count()).toBe(10);
    await page.getByRole('link', { name: 'Home', exact: true }).first().click();
    const asked = page.getByRole('dialog', { name: 'Discard these files?' });
    await asked.getByRole('button', { name: 'Keep editing' }).click();
    await asked.waitFor({ state: 'detached' });
    await expect.poll(() => waiting.count()).toBe(10);
  });
});

describe('a long conversation', () => {
  it('begins at what is new where that fills more than the page, however slowly the rows get their heights', async () => {
    const [alice, bob] = await aliceAndBob();
    const long = (n: number) => `no ${n} ${'and many more words that fill some lines '.repeat(20)}`.trim();
    for (let n = 0; n < 8; n++) await write(bob, alice, long(n));
    const { page } = await newVisitor();
    await signIn(page, alice);
    const slow = await page.context().newCDPSession(page);
    await slow.send('Emulation.setCPUThrottlingRate', { rate: 6 });
    await open(page, bob);
    await bubble(page, long(0)).waitFor();
    await expect.poll(() => firstInView(page)).toBe(long(0));
    // One isn't at the end, and so it isn't read.
    await page.getByRole('button', { name: /newest message$/ }).waitFor();
    expect(await unreadOf(alice, bob)).toBe(8);
  });

  it('of 5,000 has few of them in the page; older ones come, and the view stays; what is new is counted', async () => {
    const [alice, bob] = await aliceAndBob();
    await write(bob, alice, 'the last');
    const { page, complaints } = await newVisitor();
    await signIn(page, alice);
    await openLong(page, alice, bob, 5000);
    const scrollBy = (pixels: number) =>
      log(page).evaluate((element, by) => (element as Scroller).scrollBy(0, by), pixels);
    const height = () => log(page).evaluate((element) => (element as Scroller).scrollHeight);
    const options = log(page).getByRole('button', { name: /^Options for/ });

    // The moment in which older ones are put before what is in view.
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route(
      /\/api\/v1\/chat\?.*user_id/,
      async (route) => {
        await held;
        await route.fallback();
      },
      { times: 1 },
    );
    const older = page.waitForRequest(/\/api\/v1\/chat\?.*user_id/);
    await scrollBy(-2000);
    await older;
    // Rows get their heights when they have been drawn, which takes some pictures on a busy machine.
    const look = async () => {
      const text = await firstInView(page);
      return { text, top: await topOf(page, text), was: await height() };
    };
    let seen = { text: '', top: null as number | null, was: 0 };
    let alike = 0;
    const lookAgain = async () => {
      const [last, now] = [seen, await look()];
      seen = now;
      alike = now.top !== null && JSON.stringify(now) === JSON.stringify(last) ? alike + 1 : 0;
      return alike;
    };
    await expect.poll(lookAgain, { interval: 200 }).toBeGreaterThanOrEqual(5);
    const { text, top, was } = seen;
    release();
    await expect.poll(height).toBeGreaterThan(was + 1000);
    const moved = async () => Math.abs(((await topOf(page, text)) ?? Number.NaN) - (top ?? Number.NaN));
    await expect.poll(moved).toBeLessThan(3);

    let most = 0;
    await expect
      .poll(
        async () => {
          await scrollBy(-50_000);
          most = Math.max(most, await options.count());
          return log(page).getByText('no 0', { exact: true }).count();
        },
        { interval: 20, timeout: 120_000 },
      )
      .toBe(1);
    expect(await height()).toBeGreaterThan(300_000);
    expect(most).toBeLessThan(80);

    await write(bob, alice, 'one more');
    await page.getByRole('button', { name: /^1 new\./ }).click();
    await bubble(page, 'one more').waitFor();
    await expect.poll(() => unreadOf(alice, bob)).toBe(0);
    expect(complaints).toEqual([]);
  });
});
