import { describe, expect, it } from 'vitest';
import { newVisitor, useBrowser } from '../support/browser.ts';
import { listen } from '../support/page-time.ts';
import { bell, newAccount, signIn, signInByForm } from './accounts.ts';

useBrowser();

describe('two people, two browsers', () => {
  it('one asks, the other sees it live and accepts, the first sees that', async () => {
    const [annaAccount, benAccount] = await Promise.all([
      newAccount('anna', { display_name: 'Anna Weiss' }),
      newAccount('ben', { display_name: 'Ben Okafor' }),
    ]);
    const [anna, ben] = await Promise.all([newVisitor(), newVisitor({ width: 390, height: 844 })]);
    await signIn(ben.page, benAccount);
    await signInByForm(anna.page, annaAccount, `/people/${benAccount.username}`);
    await anna.page.getByRole('button', { name: 'Connect', exact: true }).click();
    await anna.page.getByRole('button', { name: /^Requested/ }).waitFor();

    // Ben has done nothing meanwhile: the toast is pushed.
    await ben.page.getByText('Anna Weiss wants to connect with you').first().waitFor();
    await ben.page.getByRole('button', { name: /^Notifications, [1-9]/ }).waitFor();
    await ben.page.goto(`/people/${annaAccount.username}`);
    // In one go, as an impatient finger does: it is one press.
    const annaHears = await listen(anna.page);
    const accept = ben.page.getByRole('button', { name: 'Accept' }).first();
    await accept.evaluate((button) => {
      for (let n = 0; n < 2; n++) (button as unknown as { click(): void }).click();
    });
    await ben.page.getByRole('button', { name: /^Connected/ }).waitFor();

    await annaHears('Ben Okafor accepted your request');
    await anna.page.getByRole('button', { name: /^Connected/ }).waitFor();
    await anna.page.reload();
    await anna.page.getByRole('button', { name: /^Connected/ }).waitFor();
    await bell(anna.page).waitFor();
    expect([...anna.complaints, ...ben.complaints]).toEqual([]);
  });
});
