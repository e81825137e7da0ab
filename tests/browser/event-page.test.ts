import { expect, inject, it } from 'vitest';
import { paths } from '../../functions/src/contract/paths.ts';
import type { EventDocument } from '../../functions/src/events/schema.ts';
import { db } from '../../functions/src/firebase.ts';
import { newVisitor, useBrowser } from '../support/browser.ts';
import { api, newAccount } from './accounts.ts';
import { host } from './event-world.ts';

useBrowser();

const get = (path: string) => fetch(`${inject('suite').url}${path}`);
const pageOf = async (id: string): Promise<string> => {
  const response = await get(`/events/${id}`);
  expect(response.status).toBe(200);
  expect(response.headers.get('cache-control')).toBe('public, max-age=0, s-maxage=60');
  return response.text();
};

/** Of an event as only the server can change it. */
async function set(id: string, fields: Partial<EventDocument>): Promise<void> {
  process.env.FIRESTORE_DATABASE = '(default)';
  await db().doc(paths.event(id)).update(fields);
}

it('shows who runs no scripts what a public event is, and everybody else the dashboard', async () => {
  const anna = await newAccount('anna', { display_name: 'Anna Weiss' });
  const event = await host(anna, {
    title: 'Summer Gala',
    description: 'Music,\nand a view.',
    date: '2027-06-01T18:00:00Z',
    time_zone: 'America/New_York',
    location: 'Rooftop, New York',
  });
  const html = await pageOf(event.id);
  expect(html).toContain('<title>Summer Gala · Infloo</title>');
  expect(html).toContain('<meta property="og:title" content="Summer Gala" />');
  expect(html).toContain('content="Tue, 1 June 2027 at 14:00 GMT-4 · Rooftop, New York — Music, and a view."');
  expect(html).toContain(`<meta property="og:url" content="${inject('suite').url}/events/${event.id}" />`);
  expect(html).toContain(`content="${inject('suite').url}/card.png"`);
  expect(html).toContain('<meta property="og:image:height" content="630" />');
  expect(html.match(/<title>/g)).toHaveLength(1);
  const { page, complaints } = await newVisitor();
  await page.goto(`/events/${event.id}`);
  await page.getByRole('heading', { level: 1, name: 'Summer Gala' }).waitFor();
  expect(complaints).toEqual([]);
  // Pictures that the policy lets in: other tests' lists show this event, too.
  const picture = `${inject('suite').url}/icon-512.png`;
  const cover = { version: 'v', sizes: { '640': `${inject('suite').url}/touch-icon.png`, '1600': picture } };
  await set(event.id, { cover });
  const covered = await pageOf(event.id);
  for (const [name, content] of [
    ['og:image', picture],
    ['og:image:width', '1600'],
    ['og:image:height', '900'],
    ['og:image:alt', 'The cover of Summer Gala'],
  ]) {
    expect(covered).toContain(`<meta property="${name}" content="${content}" />`);
  }
});

it('has the headers of every page, and the files of the same release', async () => {
  const [plain, one] = await Promise.all([get('/'), get('/events/none')]);
  for (const name of ['content-security-policy', 'x-content-type-options', 'referrer-policy', 'content-type']) {
    expect(one.headers.get(name), name).toBe(plain.headers.get(name));
  }
  expect(await one.text()).toBe(await plain.text());
});

it('tells nothing of an event that isn’t for everybody', async () => {
  const plain = await (await get('/')).text();
  const anna = await newAccount('anna');
  const [closed, hidden, removed] = await Promise.all([
    host(anna, { title: 'Only for friends', visibility: 'connections' }),
    host(anna, { title: 'Its host is out' }),
    host(anna, { title: 'Taken down' }),
  ]);
  await set(hidden.id, { withheld: ['host'] });
  await set(removed.id, { taken_down: 'It was an advertisement.' });
  for (const id of [closed.id, hidden.id, removed.id, 'no-such-event', '__all__', 'a%2Fb', '%00', 'new']) {
    const response = await get(`/events/${id}`);
    expect(response.status, id).toBe(200);
    expect(await response.text(), id).toBe(plain);
  }
});

it('says that an event is cancelled, and takes no text for markup', async () => {
  const anna = await newAccount('anna');
  const title = `"><script>alert(1)</script>$&`;
  const event = await host(anna, { title, description: `'</title><img src=x onerror=alert(1)>` });
  const html = await pageOf(event.id);
  expect(html).toContain('&#34;&#62;&#60;script&#62;alert(1)&#60;/script&#62;$&#38;');
  expect(html.match(/<script/g)).toEqual((await (await get('/')).text()).match(/<script/g));
  expect(html).not.toContain('<img');
  await api('POST', `/events/${event.id}/cancel`, {}, anna);
  expect(await pageOf(event.id)).toContain('content="Cancelled · ');
});
