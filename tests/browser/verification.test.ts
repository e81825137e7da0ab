import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { expectAccessible, newVisitor, useBrowser } from '../support/browser.ts';
import { faxPdf, licencePhoto, lockedPdf, pdfOf } from '../support/papers.ts';
import { api, newAccount, signIn } from './accounts.ts';

useBrowser();

const PDF = 'application/pdf';
const paper = (name: string, mimeType: string, buffer: Buffer) => ({ name, mimeType, buffer });
const photo = async (name: string) => paper('licence.jpg', 'image/jpeg', await licencePhoto(name));
const choose = (page: Page, file: ReturnType<typeof paper>) =>
  page.getByLabel('Paper', { exact: true }).setInputFiles(file);
const requests = (page: Page) => page.getByRole('list', { name: 'Your requests' });
const preview = (page: Page) => page.getByRole('img', { name: /as it will be sent/ });
const send = (page: Page) => page.getByRole('button', { name: 'Send it in' });

/** A picture that no compression makes smaller, of about 3 MB. */
const noise = async () => {
  const raw = { width: 1400, height: 1400, channels: 3 as const };
  return sharp({ create: { ...raw, background: '#888', noise: { type: 'gaussian', mean: 128, sigma: 60 } } })
    .jpeg({ quality: 98 })
    .toBuffer();
};

describe('sending in a paper', () => {
  it('shows what is sent, and then how it stands, without a reload', async () => {
    const ben = await newAccount('ben', { display_name: 'Ben Okafor' });
    const visitor = await newVisitor({ width: 390, height: 844 });
    const { page } = visitor;
    await signIn(page, ben);
    await page.getByRole('link', { name: 'Get your tick' }).click();
    await page.getByRole('heading', { level: 1, name: 'Verification' }).waitFor();
    await choose(page, await photo('BEN OKAFOR'));
    await preview(page).waitFor();
    await page.getByText('licence.jpg').waitFor();
    const opened = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Choose another' }).click();
    await (await opened).setFiles(paper('passport.jpg', 'image/jpeg', await licencePhoto('BEN OKAFOR')));
    await page.getByText('passport.jpg').waitFor();
    await send(page).click();
    await requests(page).getByText('Waiting').waitFor();
    await expect.poll(() => page.getByRole('radio', { name: /Identity/ }).count()).toBe(0);
    // Whoever has done what they came for isn't warned about what else there is.
    const business = page.getByRole('radio', { name: /Business/ });
    await business.waitFor();
    await expect.poll(() => business.isChecked()).toBe(false);
    await expect.poll(() => page.getByText('Your profile names no company yet').count()).toBe(0);
    await expect.poll(() => page.getByRole('main').getByRole('img', { name: 'Verified' }).count()).toBe(0);
    // Elsewhere, too.
    await page.getByRole('link', { name: 'Home', exact: true }).last().click();
    await page.getByRole('link', { name: 'We are checking your document' }).waitFor();
    expect(visitor.complaints).toEqual([]);
  });

  it('lets one go as soon as the request is listed, however late its answer is', async () => {
    const visitor = await newVisitor({ width: 390, height: 844 });
    const { page } = visitor;
    await signIn(page, await newAccount('ben', { display_name: 'Ben Okafor' }), '/verification');
    const answered = Promise.withResolvers<void>();
    await page.route('**/api/v1/users/verify', async (route) => {
      if (route.request().method() !== 'POST') return route.continue();
      const response = await route.fetch();
      await answered.promise;
      return route.fulfill({ response });
    });
    await choose(page, await photo('BEN OKAFOR'));
    await send(page).click();
    await requests(page).getByText('Waiting').waitFor();
    await page.getByRole('link', { name: 'Home', exact: true }).last().click();
    await page.getByRole('link', { name: 'We are checking your document' }).waitFor();
    answered.resolve();
    await page.getByText('Your document is on its way to our staff.').waitFor();
    expect(visitor.complaints).toEqual([]);
  });

  it('shows the first page of a PDF, in letters that are not in it', async () => {
    const visitor = await newVisitor();
    const { page } = visitor;
    await signIn(page, await newAccount('ben'), '/verification');
    await choose(page, paper('register.pdf', PDF, pdfOf('Register of companies', 'Okafor Studio')));
    await page.locator('canvas[data-drawn]').waitFor();
    await page.getByText('2 pages').waitFor();
    await send(page).waitFor();
    expect(visitor.complaints).toEqual([]);
  });

  it('shows a scan that a fax machine would have made', async () => {
    const visitor = await newVisitor();
    const { page } = visitor;
    await signIn(page, await newAccount('ben'), '/verification');
    await choose(page, paper('scan.pdf', PDF, faxPdf()));
    await page.locator('canvas[data-drawn]').waitFor();
    const pixel = await page.evaluate(`(() => {
      const canvas = document.querySelector('canvas[data-drawn]');
      return [...canvas.getContext('2d').getImageData(canvas.width / 2, canvas.height / 2, 1, 1).data];
    })()`);
    expect(pixel).toEqual([0, 0, 0, 255]);
    expect(visitor.complaints).toEqual([]);
  });

  it.each([
    ['a text', paper('notes.txt', 'text/plain', Buffer.from('hello')), /Choose a PDF or a photo/],
    ['an empty file', paper('empty.pdf', PDF, Buffer.alloc(0)), /is empty/],
    ['a PDF by its name alone', paper('x.pdf', PDF, Buffer.from('MZ and more')), /not a PDF/],
    ['a PDF that asks for a password', paper('locked.pdf', PDF, lockedPdf()), /asks for a password/],
    ['half a PDF', paper('half.pdf', PDF, Buffer.from('%PDF-1.7\n')), /may be damaged/],
    ['half a picture', paper('half.jpg', 'image/jpeg', Buffer.from([0xff, 0xd8, 0xff, 0xe0])), /may be damaged/],
    [
      'a PDF that is too large',
      paper('big.pdf', PDF, Buffer.concat([pdfOf('x'), Buffer.alloc(11e6)])),
      /larger than 10/,
    ],
    ['a photo that only Apple reads', paper('a.heic', 'image/heic', Buffer.from('ftypheic')), /Most Compatible/],
  ])('%s is refused at once, in words', async (_, file, words) => {
    const { page } = await newVisitor();
    await signIn(page, await newAccount('ben'), '/verification');
    await choose(page, file);
    await page.getByRole('alert').getByText(words).waitFor();
    await expect.poll(() => send(page).count()).toBe(0);
  });

  it('takes what is dropped on it', async () => {
    const { page } = await newVisitor();
    await signIn(page, await newAccount('ben'), '/verification');
    await page.getByText('Drop it here').waitFor();
    const bytes = (await licencePhoto('BEN')).toString('base64');
    await page.evaluate(`(() => {
      const data = new DataTransfer();
      const bytes = Uint8Array.from(atob('${bytes}'), (letter) => letter.charCodeAt(0));
      data.items.add(new File([bytes], 'dropped.jpg', { type: 'image/jpeg' }));
      const place = [...document.querySelectorAll('main p')].find((each) => each.textContent.startsWith('Drop it here'));
      for (const type of ['dragover', 'drop']) {
        place.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
      }
    })()`);
    await page.getByText('dropped.jpg').waitFor();
    await preview(page).waitFor();
  });

  it('says how far it is, can be ended on the way, and be sent again', async () => {
    const { page, context } = await newVisitor();
    await signIn(page, await newAccount('ben'), '/verification');
    await choose(page, paper('large.jpg', 'image/jpeg', await noise()));
    await send(page).waitFor();
    const line = await context.newCDPSession(page);
    const slow = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 150_000 };
    await line.send('Network.emulateNetworkConditions', slow);
    await send(page).click();
    const bar = page.getByRole('progressbar', { name: 'Sending your document' });
    const seen = new Set<number>();
    const look = async () => {
      seen.add(Number(await bar.getAttribute('aria-valuenow')));
      return seen.size;
    };
    await expect.poll(look, { interval: 50 }).toBeGreaterThanOrEqual(3);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await send(page).waitFor();
    await expect.poll(() => page.getByRole('alert').count()).toBe(0);
    await line.send('Network.emulateNetworkConditions', { ...slow, uploadThroughput: -1 });
    await send(page).click();
    await requests(page).getByText('Waiting').waitFor();
  });

  it('needs the company’s name before a paper can prove it', async () => {
    const { page } = await newVisitor({ reducedMotion: 'reduce' });
    await signIn(page, await newAccount('ben'), '/verification');
    await page.getByRole('radio', { name: /Business/ }).check({ force: true });
    await page.getByText('Your profile names no company yet').waitFor();
    await expectAccessible(page, 'no company');
    await page.getByRole('link', { name: 'Enter its name' }).click();
    await page.getByRole('heading', { level: 1, name: 'Your profile' }).waitFor();
  });

  it('without Firestore it comes over REST', async () => {
    const ben = await newAccount('ben');
    const { page, context } = await newVisitor();
    await context.route('**/google.firestore.v1.Firestore/**', (route) => route.abort());
    await signIn(page, ben, '/verification');
    await choose(page, await photo('BEN'));
    await send(page).click();
    await requests(page).getByText('Waiting').waitFor();
    const [request] = await api('GET', '/users/verify', undefined, ben);
    expect(request).toMatchObject({ doc_type: 'identity', status: 'pending', file: { type: 'image/jpeg' } });
    await page.reload();
    await requests(page).getByText('Waiting').waitFor();
  });
});
