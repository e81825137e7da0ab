import { aboveConversation, optionsOf, withPictures } from './layers.ts';
import { button, go, type Stage, TYPED } from './stage.ts';

/** Scrolls to the first message that is loaded, which fetches those before. */
const TO_TOP = `document.querySelector('[role=log]').scrollTop = 300`;

/** A conversation of thousands, with few and with all of its messages loaded. */
export async function conversation(stage: Stage): Promise<void> {
  const { page, meter, slow, slower, rounds } = stage;
  const { other } = stage.scene;
  await go(page, '/messages');
  const row = page.getByRole('list', { name: 'Conversations' }).getByRole('link', { name: other.display_name });
  const log = page.getByRole('log');
  const field = page.getByRole('textbox', { name: /^Message to/ });
  await meter.measure('Opening the long conversation', 1, async () => {
    await row.first().click();
    await log.getByText('4999: ').first().waitFor();
  });
  await log.hover();
  await meter.watch('Scrolling up, and older ones come (longest pictures)', async () => {
    for (let n = 0; n < 60; n++) {
      await page.mouse.wheel(0, -400);
      await page.waitForTimeout(40);
    }
  });
  const write = async (where: string) => {
    for (let round = 0; round < rounds; round++) {
      await meter.measure(`Typing a message, ${where}`, 16, () => field.pressSequentially('See you Tuesday!', TYPED));
      await meter.measure(`Sending it, ${where}`, 1, async () => {
        await field.press('Enter');
        await page.waitForTimeout(600);
      });
      await meter.measure(`Opening a message’s menu, ${where}`, 1, async () => {
        await optionsOf(log).click({ force: true });
        await page.getByRole('dialog').waitFor();
      });
      await meter.measure(`Closing it, ${where}`, 1, () => page.keyboard.press('Escape'));
    }
  };
  await button(page, /newest message$/).click();
  await write('few loaded');
  await aboveConversation(stage, log, 'few loaded');
  await withPictures(stage, log, field);
  await slow(1);
  await log.hover();
  const isWhole = log.getByText('0:', { exact: true });
  for (let n = 0; n < 400 && !(await isWhole.count()); n++) {
    await page.evaluate(TO_TOP);
    await page.mouse.wheel(0, -100);
    await page.waitForTimeout(60);
    if (n % 8 === 7) await page.evaluate(`document.querySelector('[role=log]').scrollTop = 0`);
  }
  await slow(slower);
  await meter.watch('Scrolling down, all loaded (longest pictures)', async () => {
    for (let n = 0; n < 40; n++) {
      await page.mouse.wheel(0, 600);
      await page.waitForTimeout(40);
    }
  });
  await meter.measure('To the newest message, all loaded', 1, () => button(page, /newest message$/).click());
  await write('all loaded');
  await aboveConversation(stage, log, 'all loaded');
  await meter.measure('Going from it to another', 1, async () => {
    await page.getByRole('list', { name: 'Conversations' }).getByRole('link').nth(3).click();
    await page.waitForTimeout(800);
  });
  await meter.measure('Going back to it, all loaded', 1, async () => {
    await row.first().click();
    await log.waitFor();
  });
}
