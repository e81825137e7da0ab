import { beforeAll, describe, expect, it, vi } from 'vitest';
import { folders } from '../../functions/src/contract/folders.ts';
import { newUid } from '../../functions/src/contract/ids.ts';
import { ADDRESS_MINUTES } from '../../functions/src/contract/limits.ts';
import { setClock } from '../../functions/src/runtime/clock.ts';
import { saveFile } from '../../functions/src/store/files.ts';
import { signedUrls } from '../../functions/src/store/signed.ts';

const MINUTE = 60_000;
const ADDRESS_MS = ADDRESS_MINUTES.most * MINUTE;
const folder = folders.uploads(newUid());
const path = `${folder}/story/0 ä+(1)'!*.mp4` as const;
const other = `${folder}/story/1` as const;
const statusOf = async (url: string, init?: RequestInit) => (await fetch(url, init)).status;
const urlOf = async (until?: string) => (await signedUrls({ file: path }, until)).urls.file ?? '';
const inMs = (time: string | null) => Date.parse(time ?? '');

beforeAll(async () => {
  await saveFile(path, Buffer.from('0123456789'), 'video/mp4', 'private');
  await saveFile(other, Buffer.from('other'), 'video/mp4', 'private');
});

describe('an address that was signed', () => {
  it('opens the file, whole and in parts, and is kept by no cache', async () => {
    const whole = await fetch(await urlOf());
    expect([whole.status, await whole.text()]).toEqual([200, '0123456789']);
    expect(whole.headers.get('content-type')).toBe('video/mp4');
    expect(whole.headers.get('cache-control')).toBe('private, no-store');
    const part = await fetch(await urlOf(), { headers: { Range: 'bytes=3-5' } });
    expect([part.status, await part.text()]).toEqual([206, '345']);
    expect(part.headers.get('content-range')).toBe('bytes 3-5/10');
  });

  it('opens it under other names of this machine, too, as an Android emulator has them', async () => {
    expect(await statusOf((await urlOf()).replace('127.0.0.1', 'localhost'))).toBe(200);
  });

  it('lasts 10 to 15 minutes, and says until when', async () => {
    for (let minute = 0; minute < 10; minute += 1.7) {
      const at = Date.now() + minute * MINUTE;
      const back = setClock(() => at);
      const { urls, urls_expire_at } = await signedUrls({ file: path });
      back();
      const left = inMs(urls_expire_at) - at;
      expect([left > ADDRESS_MS - 5 * MINUTE, left <= ADDRESS_MS]).toEqual([true, true]);
      const query = new URL(urls.file ?? '').searchParams;
      expect(query.get('X-Goog-Expires')).toBe('900');
    }
  });

  it('never opens more than what it was made for', async () => {
    const good = await urlOf();
    const changed = (name: string, value: string) => {
      const url = new URL(good);
      url.searchParams.set(name, value);
      return url.href;
    };
    expect(await statusOf(good)).toBe(200);
    for (const [what, url] of [
      ['another file', new URL(other.split('/').pop() ?? '', good.split('?')[0]).href + new URL(good).search],
      ['a longer time', changed('X-Goog-Expires', '90000')],
      ['a later date', changed('X-Goog-Date', '20991231T000000Z')],
      ['another signature', changed('X-Goog-Signature', 'ab'.repeat(256))],
      ['one parameter more', changed('response-content-type', 'text/html')],
      ['nothing', good.split('?')[0] ?? ''],
      ['no signature', good.replace('X-Goog-Signature', 'X-Goog-Sig')],
    ] as const) {
      expect([what, await statusOf(url)]).toEqual([what, 403]);
    }
    for (const [name, value] of [
      ['X-Goog-Signature', 'no hex'],
      ['X-Goog-Expires', '-1'],
      ['X-Goog-Expires', '99999999'],
      ['X-Goog-Date', 'yesterday'],
      ['X-Goog-Algorithm', 'none'],
      ['X-Goog-SignedHeaders', 'host;x'],
    ] as const) {
      expect([name, await statusOf(changed(name, value))]).toEqual([name, 400]);
    }
    // Only for reading.
    expect(await statusOf(good, { method: 'HEAD' })).toBe(403);
    expect(await statusOf(good, { method: 'DELETE' })).toBe(501);
  });

  it('ends', async () => {
    // All of what signs and what is signed is 16 minutes behind.
    const past = Date.now() - 16 * MINUTE;
    vi.useFakeTimers({ toFake: ['Date'], now: past });
    const back = setClock(() => past);
    const url = await urlOf();
    vi.useRealTimers();
    back();
    const answer = await fetch(url);
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('ExpiredToken')]);
  });

  it('never outlives what is shown, and there is none after that', async () => {
    const until = (ms: number) => new Date(Date.now() + ms).toISOString();
    const soon = until(2 * MINUTE);
    const { urls, urls_expire_at } = await signedUrls({ file: path }, soon);
    expect(inMs(urls_expire_at)).toBe(Math.floor(Date.parse(soon) / 1000) * 1000);
    expect(await statusOf(urls.file ?? '')).toBe(200);
    expect(inMs((await signedUrls({ file: path }, until(24 * 60 * MINUTE))).urls_expire_at)).toBeLessThan(
      Date.now() + ADDRESS_MS,
    );
    for (const over of [-MINUTE, 0]) {
      expect(await signedUrls({ file: path }, until(over))).toEqual({ urls: {}, urls_expire_at: null });
    }
  });

  it('is the same while its window lasts, so that browsers and IAM are asked once', async () => {
    const at = Math.ceil(Date.now() / (5 * MINUTE)) * 5 * MINUTE;
    const seen: string[] = [];
    for (const ms of [0, MINUTE, 5 * MINUTE - 1, 5 * MINUTE]) {
      const back = setClock(() => at + ms);
      seen.push(await urlOf());
      back();
    }
    expect(seen.map((url) => seen.indexOf(url))).toEqual([0, 0, 0, 3]);
  });

  it('of a file that isn’t there opens nothing', async () => {
    const { urls } = await signedUrls({ file: `${path}-gone` });
    expect(await statusOf(urls.file ?? '')).toBe(404);
    expect(await signedUrls({})).toEqual({ urls: {}, urls_expire_at: null });
  });
});
