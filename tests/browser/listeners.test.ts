import { Timestamp } from 'firebase-admin/firestore';
import { describe, expect, it } from 'vitest';
import { newUid } from '../../functions/src/contract/ids.ts';
import { pairId } from '../../functions/src/contract/pair.ts';
import { paths } from '../../functions/src/contract/paths.ts';
import { db } from '../../functions/src/firebase.ts';
import { documentsHeard, newVisitor, useBrowser, type Visitor } from '../support/browser.ts';
import { homeRequests } from '../support/home.ts';
import { awaitListeners } from '../support/page-time.ts';
import { type Account, api, ask, bell, connect, hasNotifications, newAccount, signIn } from './accounts.ts';

// The suite's own functions work on the default database.
process.env.FIRESTORE_DATABASE = '(default)';
useBrowser();

/** Documents that listeners may read when a page is loaded: 20 for each badge, 100 where people are listed. */
const BUDGET = { '/': 60, '/notifications': 60, '/profile': 60, '/messages': 60, '/people': 160, '/connections': 160 };

/** Firestore can't be reached: a firewall, or an extension. The API still can. */
const blockFirestore = ({ context }: Visitor) =>
  context.route('**/google.firestore.v1.Firestore/**', (route) => route.abort());

/** As many as a popular person has of everything, written as the server would. */
async function makePopular({ id }: Account): Promise<void> {
  const batch = db().batch();
  const now = Timestamp.now();
  const person = (uid: string) => ({
    ...{ id: uid, username: `x${uid}`.slice(0, 30), display_name: 'Somebody', role: 'brand' },
    ...{ avatar_url: null, is_verified: false },
  });
  for (let i = 0; i < 126; i++) {
    const other = newUid();
    const pair = pairId(id, other);
    batch.create(db().doc(paths.connection(pair)), {
      ...{ id: pair, members: [id, other].sort(), sender: person(other), receiver: person(id) },
      ...{ status: i < 21 ? 'pending' : 'accepted', created_at: now, responded_at: i < 21 ? null : now },
      ...{ blocked_by: null, edge_shards: null },
    });
  }
  // The one that is heard no longer is a request.
  for (let i = 0; i < 22; i++) {
    const other = newUid();
    const pair = pairId(id, other);
    const isRequest = i === 21;
    const last = { id: `${pair}_${'0'.repeat(22)}`, sender: other, receiver: id, content: 'Hello', attachment: null };
    batch.create(db().doc(paths.conversation(pair)), {
      ...{ id: pair, members: [id, other].sort(), state: isRequest ? 'request' : 'open' },
      ...(isRequest ? { open_to: [id], listed: [other] } : { open_to: [id, other], listed: [id, other] }),
      ...{ people: { [id]: person(id), [other]: person(other) }, requested_by: other, blocked: false, withheld: [] },
      ...{ last_message: { ...last, timestamp: now, deleted_at: null, client_id: null }, unread: { [id]: 1 } },
      ...{ read_at: {}, updated_at: Timestamp.fromMillis(now.toMillis() - i * 60_000) },
    });
    batch.create(db().doc(paths.notification(id, `system_seed_${i}`)), {
      ...{ id: `system_seed_${i}`, type: 'system', message: 'Something is new', actor: null },
      ...{ actors: [], actor_ids: [], reason: { topic: 'welcome', through: null } },
      ...{ target: { kind: 'user', id }, is_read: false, created_at: now, count: 1 },
    });
  }
  // Somebody with few connections is shown whom to start with, and that is another case.
  batch.update(db().doc(paths.user(id)), { connection_count: 105 });
  await batch.commit();
}

describe('what listeners read', () => {
  it('stays within a budget for each page, however much there is', async () => {
    const popular = await newAccount('popular');
    // What is written later would be heard as one more.
    await hasNotifications(popular, 1);
    await makePopular(popular);
    const { page } = await newVisitor();
    await signIn(page, popular);
    for (const [path, budget] of Object.entries(BUDGET)) {
      await page.goto(path);
      // The number behind a full badge comes over REST, so by then the listener has been heard.
      await page.getByRole('button', { name: /^Notifications, [2-9]\d/ }).waitFor();
      await page
        .getByRole('link', { name: /20 to answer/ })
        .first()
        .waitFor();
      // There is more of everything, so each listener is full: more than this it must not bring.
      await expect.poll(() => documentsHeard(page), { message: path }).toBe(budget);
    }
    // What isn't heard is asked for: a request that others have written after, and at one press what is older.
    await page.goto('/messages');
    await page.getByRole('link', { name: '1 message request' }).waitFor();
    const rows = page.getByRole('list', { name: 'Conversations' }).getByRole('listitem');
    await expect.poll(() => rows.count()).toBe(20);
    await page.getByRole('button', { name: 'Load more' }).click();
    await expect.poll(() => rows.count()).toBe(21);
  });
});

describe('what home asks the API for', () => {
  it('is a fixed list, which the tests of costs hold to what a visit may read', async () => {
    const popular = await newAccount('popular');
    await makePopular(popular);
    const { page } = await newVisitor();
    await awaitListeners(page);
    await signIn(page, popular, '/profile');
    // That page may have asked for less than all it needs.
    await page.goto('about:blank');
    const asked = new Set<string>();
    page.on('request', (request) => {
      const { pathname, search } = new URL(request.url());
      // Which badge is full is told on every page.
      if (pathname.startsWith('/api/v1/') && !pathname.endsWith('/unread_count')) {
        asked.add(pathname.slice('/api/v1'.length) + search);
      }
    });
    await page.goto('/');
    await page.getByRole('region', { name: 'People to start with' }).waitFor();
    // Their connections host nothing, so it is looked for what is on; its first page costs what it shows.
    const expected = [...homeRequests(popular.id), '/events?when=current&limit=6'].sort();
    await expect.poll(() => [...asked].sort()).toEqual(expected);
  });
});

describe('without Firestore', () => {
  it('home, the bell and the badges come over REST', async () => {
    const [anna, ben] = await Promise.all([newAccount('anna'), newAccount('ben')]);
    await ask(ben, anna);
    await hasNotifications(anna, 2);
    const visitor = await newVisitor();
    await blockFirestore(visitor);
    const { page } = visitor;
    await signIn(page, anna);
    await page.getByRole('list', { name: 'Requests to answer' }).getByText(ben.username).first().waitFor();
    await page.getByText('Welcome to Infloo').first().waitFor();
    await page.getByRole('button', { name: /^Notifications, 2 unread/ }).click();
    await page
      .getByRole('dialog')
      .getByText(/wants to connect/)
      .waitFor();
  });

  it('asking one person leaves the relation to others as it is', async () => {
    const [anna, ben, cleo] = await Promise.all([newAccount('anna'), newAccount('ben'), newAccount('cleo')]);
    await connect(anna, ben);
    const visitor = await newVisitor();
    await blockFirestore(visitor);
    const { page } = visitor;
    await signIn(page, anna, `/people?search=${cleo.username}`);
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await page.getByRole('button', { name: /^Requested/ }).waitFor();
    await page.getByLabel('Search', { exact: true }).fill(ben.username);
    await page.getByRole('list', { name: 'People' }).getByText(`@${ben.username}`).waitFor();
    await page.getByRole('button', { name: /^Connected/ }).waitFor();
    await expect.poll(() => page.getByRole('button', { name: 'Connect', exact: true }).count()).toBe(0);
  });
});

describe('live', () => {
  it('a request that is withdrawn takes its badge along, and one that is answered elsewhere is settled here', async () => {
    const [anna, ben] = await Promise.all([newAccount('anna'), newAccount('ben')]);
    const { page } = await newVisitor();
    await signIn(page, anna, `/people/${ben.username}`);
    await page.getByRole('button', { name: 'Connect', exact: true }).waitFor();
    const pair = await ask(ben, anna);
    await page.getByRole('button', { name: 'Accept' }).waitFor();
    await page
      .getByRole('link', { name: /1 to answer/ })
      .first()
      .waitFor();
    await api('PATCH', `/connections/${pair}/action`, { status: 'accepted' }, anna);
    await page.getByRole('button', { name: /^Connected/ }).waitFor();
    await api('DELETE', `/connections/${pair}`, undefined, ben);
    await page.getByRole('button', { name: 'Connect', exact: true }).waitFor();
    await bell(page).waitFor();
  });
});
