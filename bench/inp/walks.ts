import type { Page } from 'playwright-core';
import { conversation } from './conversation.ts';
import { dialogs, stories } from './layers.ts';
import { button, go, type Stage, TYPED } from './stage.ts';

const main = (page: Page) => page.getByRole('navigation', { name: 'Main' }).first();
const staff = (page: Page) => page.getByRole('navigation', { name: 'Staff' }).first();
async function navigation({ page, meter, rounds }: Stage): Promise<void> {
  await go(page, '/');
  for (let round = 0; round < rounds; round++) {
    for (const name of ['People', 'Events', 'Messages', 'Connections', 'Home']) {
      await meter.measure(`Going to ${name}`, 1, async () => {
        await main(page).getByRole('link', { name }).click();
        await page.locator('[aria-label="Loading"]').first().waitFor({ state: 'detached' });
      });
    }
    for (const name of ['View profile', 'Edit profile', 'Settings', 'Staff']) {
      await meter.measure('Opening the account menu', 1, () =>
        page.getByRole('button', { name: 'Your account' }).click(),
      );
      await meter.measure(`Going to ${name}`, 1, async () => {
        await button(page, name).click();
        await page.locator('[aria-label="Loading"]').first().waitFor({ state: 'detached' });
      });
    }
    for (const name of ['People', 'Verifications', 'Reports', 'Events', 'Audit log', 'Overview']) {
      await meter.measure(`Staff: going to ${name}`, 1, async () => {
        await staff(page).getByRole('link', { name }).first().click();
        await page.locator('[aria-label="Loading"]').first().waitFor({ state: 'detached' });
      });
    }
    await staff(page).getByRole('link', { name: 'Leave' }).click();
  }
}

async function search({ page, meter }: Stage): Promise<void> {
  await go(page, '/people');
  const field = page.getByRole('searchbox', { name: 'Search' });
  for (const pages of [1, 4]) {
    for (let n = 1; n < pages; n++) {
      await meter.measure('People: loading more', 1, async () => {
        const cards = page.getByRole('list', { name: 'People' }).getByRole('listitem');
        const before = await cards.count();
        await button(page, 'Load more').click();
        await cards.nth(before).waitFor();
      });
    }
    await meter.measure('People: typing in the search', 6, () => field.pressSequentially('marian', TYPED));
    await meter.measure('People: taking it back', 6, async () => {
      for (let n = 0; n < 6; n++) await field.press('Backspace', TYPED);
    });
    await meter.measure('People: verified only', 2, async () => {
      for (let n = 0; n < 2; n++) {
        await page.getByRole('switch', { name: 'Verified only' }).click();
        await page.waitForTimeout(400);
      }
    });
  }
  const category = page.getByRole('combobox', { name: 'Category' }).or(page.getByLabel('Category')).first();
  await meter.measure('People: opening the categories', 1, () => category.click());
  await meter.measure('People: typing a category', 3, () => category.pressSequentially('Foo', TYPED));
  await page.keyboard.press('Escape');
}

async function palette({ page, meter, rounds }: Stage): Promise<void> {
  await go(page, '/');
  for (let round = 0; round < rounds; round++) {
    await meter.measure('Palette: opening', 1, async () => {
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox').waitFor();
    });
    const field = page.getByRole('combobox');
    await meter.measure('Palette: typing', 6, () => field.pressSequentially('marian', TYPED));
    await page.waitForTimeout(500);
    await meter.measure('Palette: arrows', 4, async () => {
      for (let n = 0; n < 4; n++) await field.press('ArrowDown', TYPED);
    });
    await meter.measure('Palette: taking it back', 6, async () => {
      for (let n = 0; n < 6; n++) await field.press('Backspace', TYPED);
    });
    await meter.measure('Palette: closing', 1, () => page.keyboard.press('Escape'));
    await page.waitForTimeout(300);
  }
}

async function notifications({ page, meter }: Stage): Promise<void> {
  await go(page, '/');
  const bell = page.getByRole('button', { name: /^Notifications/ });
  for (let round = 0; round < 3; round++) {
    await meter.measure('Opening the bell', 1, async () => {
      await bell.click();
      await page.getByRole('dialog', { name: 'Notifications' }).getByRole('listitem').first().waitFor();
    });
    const dialog = page.getByRole('dialog', { name: 'Notifications' });
    await meter.measure('Why do I see this?', 1, () => button(dialog, 'Why do I see this?').click());
    await meter.measure('Marking one read or unread', 1, async () => {
      await button(dialog, /^Mark as/).click();
      await page.waitForTimeout(400);
    });
    await meter.measure('Closing the bell', 1, () => page.keyboard.press('Escape'));
    await dialog.waitFor({ state: 'detached' });
    // What was seen is marked as read when it closes, and asked for anew: the next press is measured without that.
    await page.waitForTimeout(2000);
  }
  await go(page, '/notifications');
  for (let n = 0; n < 10; n++) {
    await meter.measure('Notifications: loading older', 1, async () => {
      const rows = page.locator('main').getByRole('listitem');
      const before = await rows.count();
      await button(page, 'Load older').click();
      await rows.nth(before).waitFor();
    });
  }
  await meter.measure('Notifications: why, with 220 of them', 1, () =>
    page.locator('main').getByRole('button', { name: 'Why do I see this?' }).nth(3).click(),
  );
  await meter.measure('Notifications: marking all read', 1, async () => {
    await button(page, 'Mark all read').click();
    await page.waitForTimeout(1500);
  });
}

async function connections({ page, meter }: Stage): Promise<void> {
  await go(page, '/connections');
  const list = page.locator('main').getByRole('list');
  for (let n = 0; n < 4; n++) {
    await meter.measure('Accepting a request', 1, async () => {
      await button(list, 'Accept').click();
      await page.waitForTimeout(600);
    });
    await meter.measure('Declining a request, and undoing it', 2, async () => {
      await button(list, 'Decline').click();
      await button(list, 'Undo').click();
    });
  }
  for (const tab of ['Sent', 'Connected']) {
    await meter.measure('Connections: changing the tab', 1, async () => {
      await page.getByRole('tab', { name: tab }).click();
      await page.locator('[aria-label="Loading"]').first().waitFor({ state: 'detached' });
    });
  }
  for (let n = 0; n < 10; n++) {
    await meter.measure('Connections: loading more', 1, async () => {
      const before = await list.getByRole('listitem').count();
      await button(page, 'Load more').click();
      await list.getByRole('listitem').nth(before).waitFor();
    });
  }
  for (let n = 0; n < 4; n++) {
    await meter.measure('Connections: opening a dialog, with 220 of them', 1, () =>
      list.getByRole('button', { name: 'Connected' }).nth(n).click(),
    );
    await meter.measure('Connections: closing it', 1, () => page.keyboard.press('Escape'));
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  }
  await meter.measure('Connections: changing the tab, from 220 of them', 1, () =>
    page.getByRole('tab', { name: /^To answer/ }).click(),
  );
  await meter.measure('Connections: changing the tab, to 220 of them', 1, () =>
    page.getByRole('tab', { name: 'Connected' }).click(),
  );
}

async function events({ page, meter, rounds }: Stage): Promise<void> {
  await go(page, '/events');
  for (let round = 0; round < rounds; round++) {
    for (const tab of ['Past', 'Mine', 'Ongoing', 'Upcoming']) {
      await meter.measure('Events: changing the tab', 1, async () => {
        await page.getByRole('tab', { name: tab }).click();
        await page.locator('[aria-label="Loading"]').first().waitFor({ state: 'detached' });
      });
    }
    await meter.measure('Events: loading more', 1, async () => {
      await button(page, 'Load more').click();
      await page.waitForTimeout(600);
    });
  }
  await meter.measure('Events: typing in the search', 5, () =>
    page.getByRole('searchbox').pressSequentially('coffe', TYPED),
  );
  await page.waitForTimeout(500);
  await go(page, '/events');
  for (let round = 0; round < rounds; round++) {
    await meter.measure('Opening an event', 1, async () => {
      await page.locator('main').getByRole('listitem').getByRole('link').nth(round).click();
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForTimeout(500);
    });
    const going = button(page, /I’m going|I’m interested/);
    if (await going.isVisible()) {
      await meter.measure('Answering an event', 1, async () => {
        await going.click();
        await page.waitForTimeout(600);
      });
    }
    await page.goBack();
    await page.locator('main').getByRole('listitem').first().waitFor();
  }
  await go(page, '/events/new');
  await meter.measure('Hosting an event: typing a title', 10, () =>
    page.getByLabel('Title').pressSequentially('Coffee mee', TYPED),
  );
}

async function work({ page, meter }: Stage): Promise<void> {
  await go(page, '/staff/people');
  const field = page.getByRole('searchbox');
  const rows = page.getByRole('list', { name: 'People' }).getByRole('listitem');
  for (let n = 0; n < 6; n++) {
    await meter.measure('Staff: loading more people', 1, async () => {
      const before = await rows.count();
      await button(page, 'Load more').click();
      await rows.nth(before).waitFor();
    });
  }
  await meter.measure('Staff: typing in the search, with 175 of them', 6, () =>
    field.pressSequentially('marian', TYPED),
  );
  await page.waitForTimeout(500);
  await go(page, '/staff/people');
  await meter.measure('Staff: opening somebody', 1, async () => {
    await rows.first().getByRole('link').click();
    await page.waitForTimeout(800);
  });
  await go(page, '/staff/people?size=100');
  await meter.measure('Staff: loading a page of 100', 1, async () => {
    await button(page, 'Load more').click();
    await rows.nth(150).waitFor();
  });
  await meter.measure('Staff: going down by keys', 5, async () => {
    await page.locator('main').focus();
    for (let n = 0; n < 5; n++) await page.keyboard.press('j', TYPED);
  });
  await meter.measure('Staff: filtering by role', 2, async () => {
    await page.getByLabel('Role').focus();
    for (let n = 0; n < 2; n++) {
      await page.keyboard.press('ArrowDown');
      await page.waitForTimeout(600);
    }
  });
}

async function settings({ page, meter }: Stage): Promise<void> {
  await go(page, '/settings/notifications');
  const switches = page.locator('main').getByRole('switch');
  for (let n = 0; n < 4; n++) {
    await meter.measure('Changing what one is told of', 1, async () => {
      await switches.nth(n).click({ force: true });
      await page.waitForTimeout(500);
    });
  }
  await go(page, '/settings');
  for (const scheme of ['Dark', 'Light']) {
    await meter.measure('Changing the colours', 1, () => page.getByRole('radio', { name: scheme }).click());
  }
  await meter.measure('Asking to delete the account', 1, () => button(page, /^Delete/).click());
  await page.keyboard.press('Escape');
  await go(page, '/profile');
  await meter.measure('Profile: typing', 10, () => page.getByLabel('Bio').pressSequentially(' and more. ', TYPED));
}

export const walks: Record<string, (stage: Stage) => Promise<void>> = {
  navigation,
  search,
  palette,
  notifications,
  connections,
  events,
  work,
  settings,
  stories,
  dialogs,
  conversation,
};
