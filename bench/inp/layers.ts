import type { Locator } from 'playwright-core';
import sharp from 'sharp';
import { button, go, type Stage, TYPED } from './stage.ts';

/** Opens what lies above the page, and closes it again. */
export async function layer({ page, meter }: Stage, name: string, open: () => Promise<unknown>): Promise<void> {
  const dialog = page.getByRole('dialog').last();
  await meter.measure(name, 1, open);
  await dialog.waitFor();
  await page.waitForTimeout(300);
  await meter.measure(`${name}: closing`, 1, () => page.keyboard.press('Escape'));
  await dialog.waitFor({ state: 'detached' });
}

/** As a phone takes them, of one colour each. */
const pictures = (count: number): Promise<{ name: string; mimeType: string; buffer: Buffer }[]> =>
  Promise.all(
    Array.from({ length: count }, async (_, n) => {
      const create = { width: 3000, height: 2000, channels: 3 as const, background: { r: 40 * n, g: 120, b: 90 } };
      return { name: `${n}.jpg`, mimeType: 'image/jpeg', buffer: await sharp({ create }).jpeg().toBuffer() };
    }),
  );

/** The button of the newest message: the first may just be going, as another row takes its place. */
export const optionsOf = (log: Locator) => log.getByRole('button', { name: /^Options for your message/ }).last();

/** What lies above a conversation. */
export async function aboveConversation(stage: Stage, log: Locator, where: string): Promise<void> {
  const { page } = stage;
  await layer(stage, `Asking to delete a message, ${where}`, async () => {
    await optionsOf(log).click({ force: true });
    await button(page, 'Delete for everyone').click();
  });
  const menu = () => button(page, /^Options for the conversation/).click();
  await layer(stage, `Opening the conversation’s menu, ${where}`, menu);
  await layer(stage, `Asking to block somebody, ${where}`, async () => {
    await menu();
    await button(page, 'Block').click();
  });
  await layer(stage, `Opening the search above it, ${where}`, () => page.keyboard.press('Control+k'));
}

/** Five pictures in the composer, and one of them looked at once it is sent. */
export async function withPictures(stage: Stage, log: Locator, field: Locator): Promise<void> {
  const { page, meter } = stage;
  await page
    .getByLabel('Files to send', { exact: true })
    .first()
    .setInputFiles(await pictures(5));
  await button(page, 'Remove 4.jpg').waitFor();
  await meter.measure('Typing a message, with five pictures', 16, () =>
    field.pressSequentially('See you Tuesday!', TYPED),
  );
  await meter.measure('Describing a picture', 1, () => button(page, 'Describe 1.jpg').click());
  await meter.measure('Describing it: typing', 8, () => page.keyboard.type('The lake', TYPED));
  await meter.measure('Taking a picture away', 1, () => button(page, 'Remove 4.jpg').click());
  await meter.measure('Sending four pictures', 1, async () => {
    await field.press('Enter');
    await page.waitForTimeout(600);
  });
  await layer(stage, 'Looking at a picture', () => button(log, /Show it larger$/).click());
}

/** The stories of somebody, and one of one's own being made. */
export async function stories(stage: Stage): Promise<void> {
  const { page, meter, rounds } = stage;
  await page.goto('/');
  const circle = page.getByRole('button', { name: /^Stories by/ });
  for (let round = 0; round < rounds; round++) {
    await circle.first().waitFor();
    await meter.measure('Opening the stories of somebody', 1, () => circle.nth(round).click());
    const viewer = page.getByRole('dialog', { name: /^Story by/ });
    await viewer.waitFor();
    await page.waitForTimeout(500);
    await meter.measure('Stories: the next', 1, () => page.keyboard.press('ArrowRight'));
    await meter.measure('Stories: closing', 1, () => page.keyboard.press('Escape'));
    await viewer.waitFor({ state: 'detached' });
  }
}

/** Dialogs above the lists of staff, and above somebody's page. */
export async function dialogs(stage: Stage): Promise<void> {
  const { page, scene } = stage;
  await go(page, `/people/${scene.other.username}`);
  await layer(stage, 'Reporting somebody', () => button(page, /^Report/).click());
  await layer(stage, 'Asking to block somebody', () => button(page, 'Block').click());
  await go(page, '/staff/people');
  await page.locator('main').getByRole('listitem').nth(3).getByRole('link').first().click();
  await button(page, 'Sign out everywhere').waitFor();
  await layer(stage, 'Staff: asking to sign somebody out', () => button(page, 'Sign out everywhere').click());
  await go(page, '/staff/events');
  await page.locator('main').getByRole('listitem').first().getByRole('link').first().click();
  await button(page, /Take .*down/).waitFor();
  await layer(stage, 'Staff: asking to take an event down', () => button(page, /Take .*down/).click());
  for (const [where, tabs] of [
    ['verifications', ['Approved', 'Rejected']],
    ['reports', ['Appeals', 'Decided']],
  ] as const) {
    await go(page, `/staff/${where}`);
    for (const tab of tabs) {
      await stage.meter.measure(`Staff: changing the tab of ${where}`, 1, () =>
        page.getByRole('tab', { name: tab }).click(),
      );
    }
  }
}
