import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { StaffPermission } from '../../functions/src/contract/roles.ts';
import { licencePhoto, pdfOf } from '../support/papers.ts';
import { askSuite } from '../support/patiently.ts';
import { type Account, api, login, newAccount, setRights } from './accounts.ts';

/** Somebody of staff with these rights, or who may decide about verifications; the token says so. */
export async function newStaffMember(name: string, ...permissions: StaffPermission[]): Promise<Account> {
  const account = await newAccount(name, { display_name: 'Sam Staff' });
  await setRights(account, ...(permissions.length > 0 ? permissions : (['verifications'] as const)));
  return { ...account, ...(await login(account.username)) };
}

/** Somebody who waits to be verified, sent in over REST. */
export async function newApplicant(
  display_name: string,
  doc_type: 'identity' | 'business' = 'identity',
  paper?: Buffer,
): Promise<{ account: Account; href: string; id: string }> {
  const account = await newAccount('asks', { display_name, company_name: 'Okafor Studio' });
  const body = new FormData();
  const data =
    paper ??
    (doc_type === 'identity' ? await licencePhoto(display_name) : pdfOf('Register of companies', 'Okafor Studio'));
  body.set('doc_type', doc_type);
  body.set('file', new Blob([new Uint8Array(data)]));
  const headers = { Authorization: `Bearer ${account.access}` };
  const response = await askSuite('/users/verify', { method: 'POST', headers, body });
  expect(response.status).toBe(201);
  const { id } = (await response.json()) as { id: string };
  return { account, href: `/staff/verifications/${id}`, id };
}

export const decide = (staff: Account, id: string, decision: object): Promise<unknown> =>
  api('POST', `/admin/verifications/${id}/decision`, decision, staff);

/** Somebody's row in the queue, wherever in it: other tests have people wait, too. */
export async function findInQueue(page: Page, { username }: Account) {
  const row = page.getByRole('link', { name: new RegExp(`@${username} `) });
  const more = page.getByRole('button', { name: 'Load more' });
  await page.getByRole('list', { name: 'Waiting' }).getByRole('link').first().waitFor();
  const isThere = async () => {
    if (!(await row.isVisible()) && (await more.isVisible())) await more.click();
    return row.isVisible();
  };
  await expect.poll(isThere).toBe(true);
  return row;
}
