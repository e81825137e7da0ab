import { describe, expect, it } from 'vitest';
import { folders } from '../../functions/src/contract/folders.ts';
import { filesIn, removeFolder, saveFile } from '../../functions/src/store/files.ts';
import { run } from '../account/race.ts';
import { deliverEvent, eventWrite } from '../events/deliver.ts';
import { host } from '../events/make.ts';
import { picture } from '../http/multipart.ts';
import { get, type Person, people, post, send, useApi } from '../support/api.ts';
import { newStaff } from '../support/auth.ts';
import { deliver } from '../support/triggers.ts';
import { decide, REASON, reported, reverse, storedReport } from './make.ts';

useApi();

const REMOVE = { action: 'remove_content', reason: REASON };

async function form(field: string): Promise<FormData> {
  const body = new FormData();
  body.set(field, new Blob([new Uint8Array(await picture(1400, 1400).png().toBuffer())]), 'picture.png');
  return body;
}

/** Gives somebody a picture. @returns the addresses of its sizes */
async function portrait(of: Person): Promise<string[]> {
  const { status, body } = await send('put', '/users/profile/avatar', { as: of, body: await form('avatar') });
  expect(status, JSON.stringify(body)).toBe(200);
  return Object.values(body.sizes);
}

const seen = (addresses: string[]) => Promise.all(addresses.map(async (address) => (await fetch(address)).status));
const avatarOf = async (who: Person) => (await get('/users/profile', who)).body.avatar_url;

describe('a picture', () => {
  it('is kept with a report, and staff alone see it when it has been deleted', async () => {
    const [author, reporter] = (await people(2)) as [Person, Person];
    await portrait(author);
    const event = await host(author);
    await send('put', `/events/${event.id}/cover`, { as: author, body: await form('cover') });
    const [of, about] = [
      await reported(reporter, { kind: 'user', id: author.id }),
      await reported(reporter, { kind: 'event', id: event.id }),
    ];
    await send('delete', '/users/profile/avatar', { as: author });
    await send('delete', `/events/${event.id}`, { as: author });
    const staff = await newStaff('reports');
    for (const id of [of, about]) {
      const { body } = await get(`/admin/reports/${id}`, staff);
      expect(body.snapshot.type).toBe('image/webp');
      const file = await fetch(body.file);
      expect([file.status, file.headers.get('content-type')]).toEqual([200, 'image/webp']);
    }
    // Whose it was has no address of it.
    expect(JSON.stringify((await get('/reports/decisions', author)).body)).not.toContain('evidence');
  });

  it('that is removed is gone at its address, and there again when that is undone', async () => {
    const [author, reporter] = (await people(2)) as [Person, Person];
    const [staff, second] = [await newStaff('reports'), await newStaff('reports')];
    const sizes = await portrait(author);
    expect(await seen(sizes)).toEqual([200, 200]);
    const id = await reported(reporter, { kind: 'user', id: author.id });
    await decide(id, REMOVE, staff);
    expect(await avatarOf(author)).toBeNull();
    expect((await seen(sizes)).every((status) => status >= 400)).toBe(true);
    await reverse(id, second);
    expect(await avatarOf(author)).toBe(sizes[0]);
    expect(await seen(sizes)).toEqual([200, 200]);
    // The event of the decision comes late, and twice.
    const after = await storedReport(id);
    const decided = { ...after };
    delete decided.reversal;
    for (let i = 0; i < 2; i++) {
      await deliver('onReportWritten', {
        params: { id },
        before: { ...decided, status: 'open', decision: null },
        after: decided,
      });
    }
    expect(await seen(sizes)).toEqual([200, 200]);
    expect(await avatarOf(author)).toBe(sizes[0]);
  });

  it('is taken away by the trigger where whoever decided died', async () => {
    const [author, reporter] = (await people(2)) as [Person, Person];
    const staff = await newStaff('reports');
    const sizes = await portrait(author);
    const id = await reported(reporter, { kind: 'user', id: author.id });
    const before = await storedReport(id);
    await decide(id, REMOVE, staff);
    // As if the files were still there.
    const [path = ''] = (await filesIn(`${folders.evidence(author.id)}/${id}/taken`)).map((file) => file.path);
    expect(path).toContain('/taken/');
    const version = path.split('/').at(-2);
    await saveFile(`${folders.avatars(author.id)}/${version}/320.webp`, Buffer.from('x'), 'image/webp', 'public');
    expect((await seen(sizes))[0]).toBe(200);
    await deliver('onReportWritten', { params: { id }, before, after: await storedReport(id) });
    expect((await seen(sizes)).every((status) => status >= 400)).toBe(true);
  });

  it('is gone for good once it is kept no more, also where the decision is undone then', async () => {
    const [author, reporter] = (await people(2)) as [Person, Person];
    const [staff, second] = [await newStaff('reports'), await newStaff('reports')];
    const sizes = await portrait(author);
    const id = await reported(reporter, { kind: 'user', id: author.id });
    await decide(id, REMOVE, staff);
    // As the job does.
    await removeFolder(`${folders.evidence(author.id)}/${id}`);
    await reverse(id, second);
    expect(await avatarOf(author)).toBeNull();
    expect((await seen(sizes)).every((status) => status >= 400)).toBe(true);
  });

  it('of an event goes and comes with it, and one that was chosen meanwhile stays', async () => {
    const [author, reporter] = (await people(2)) as [Person, Person];
    const [staff, second] = [await newStaff('reports'), await newStaff('reports')];
    const event = await host(author);
    const cover = await send('put', `/events/${event.id}/cover`, { as: author, body: await form('cover') });
    const covers = Object.values<string>(cover.body.sizes);
    const id = await reported(reporter, { kind: 'event', id: event.id });
    await decide(id, REMOVE, staff);
    expect((await seen(covers)).every((status) => status >= 400)).toBe(true);
    await reverse(id, second);
    expect(await seen(covers)).toEqual([200, 200]);
    const old = await portrait(author);
    const report = await reported(reporter, { kind: 'user', id: author.id });
    await decide(report, REMOVE, staff);
    const sizes = await portrait(author);
    await reverse(report, second);
    expect([await avatarOf(author), await seen(sizes)]).toEqual([sizes[0], [200, 200]]);
    expect((await seen(old)).every((status) => status >= 400)).toBe(true);
  });

  it('of an event that staff take down without a report is gone, too, and comes back with it', async () => {
    const [author] = (await people(1)) as [Person];
    const staff = await newStaff('reports');
    const { id } = await host(author);
    const cover = await send('put', `/events/${id}/cover`, { as: author, body: await form('cover') });
    const covers = Object.values<string>(cover.body.sizes);
    const takeDown = () => eventWrite(id, () => post(`/admin/events/${id}/cancel`, { reason: 'Spam' }, staff));
    const putBack = () => eventWrite(id, () => post(`/admin/events/${id}/restore`, undefined, staff));
    const down = await takeDown();
    await deliverEvent(down, 2);
    expect((await seen(covers)).every((status) => status >= 400)).toBe(true);
    const back = await putBack();
    await deliverEvent(back);
    // Late ones change nothing.
    for (const event of [down, back]) await deliverEvent(event);
    expect(await seen(covers)).toEqual([200, 200]);
    await deliverEvent(await takeDown());
    // As the job does after 30 days.
    await removeFolder(`${folders.evidence(author.id)}/${id}`);
    await deliverEvent(await putBack());
    expect((await get(`/events/${id}`)).body.cover).toBeNull();
  });

  it('ends where the last of two at once says, and the profile never names one that isn’t there', async () => {
    for (let round = 0; round < 2; round++) {
      const [author, reporter] = (await people(2)) as [Person, Person];
      const [staff, second] = [await newStaff('reports'), await newStaff('reports')];
      const sizes = await portrait(author);
      const id = await reported(reporter, { kind: 'user', id: author.id });
      const before = await storedReport(id);
      await decide(id, REMOVE, staff);
      const late = await storedReport(id);
      await Promise.all([
        send('post', `/admin/reports/${id}/reversal`, { as: second, body: { reason: 'No.' }, contended: true }),
        run('onReportWritten', { params: { id }, before, after: late }),
        run('onReportWritten', { params: { id }, before, after: late }),
      ]);
      expect([await avatarOf(author), await seen(sizes)]).toEqual([sizes[0], [200, 200]]);
    }
  });
});
