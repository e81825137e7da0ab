import { describe, expect, it } from 'vitest';
import { newVisitor, useBrowser } from '../support/browser.ts';
import { api, connect, newAccount, signIn } from './accounts.ts';

useBrowser();

describe('blocking', () => {
  it('ends the connection, hides the other one, and can be taken back in the settings', async () => {
    const [anna, ben] = await Promise.all([newAccount('anna'), newAccount('ben', { display_name: 'Ben Okafor' })]);
    await connect(anna, ben);
    const { page } = await newVisitor();
    await signIn(page, anna, `/people/${ben.username}`);
    await page.getByRole('button', { name: /^Connected/ }).waitFor();
    await page.getByRole('button', { name: 'Block' }).click();
    const sent: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST' && request.url().endsWith('/block')) sent.push(request.url());
    });
    await page.getByRole('dialog').getByRole('button', { name: 'Block' }).dblclick();
    await page.getByText('Ben Okafor is blocked.', { exact: false }).waitFor();
    await page.getByRole('button', { name: 'Unblock' }).waitFor();
    expect(sent).toHaveLength(1);
    expect(await api('GET', '/connections', undefined, anna)).toEqual([]);
    await page.goto(`/people?search=${ben.username}`);
    await page.getByText('Nobody found').waitFor();
    await page.goto('/settings');
    await page.getByRole('list', { name: 'Blocked people' }).getByText('Ben Okafor').waitFor();
    await page.getByRole('button', { name: 'Unblock' }).click();
    await page.getByText('You have blocked nobody').waitFor();
    await page.goto(`/people/${ben.username}`);
    await page.getByRole('button', { name: 'Connect', exact: true }).waitFor();
  });
});
