// Follows docs/tour.md in Chromium: two users, a message, a call, a narrow screen. Takes the pictures of that page.
//
// Arguments: the URL of the service; a folder for the pictures, where they are wanted.
import { join } from 'node:path';
import { launch } from './pages.js';

const [service, folder] = process.argv.slice(2);
const PATIENCE_MS = 20_000;
const DESKTOP = { width: 1130, height: 570 };
const PHONE = { width: 390, height: 620 };
const CHAT = 'crew';

async function enter(browser, user, name) {
  const page = await (await browser.newContext({ viewport: DESKTOP, colorScheme: 'light' })).newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  await page.goto(`${service}/?user=${user}&username=${name}&chat=${CHAT}`);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.locator('#state[data-state="on"]').waitFor();
  await page.getByRole('button', { name: 'Join', exact: true }).click();
  await page.getByRole('heading', { name: CHAT }).waitFor();
  return page;
}

async function write(page, text) {
  await page.getByRole('textbox', { name: 'Message', exact: true }).fill(text);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
}

const line = (page, text) => page.getByRole('log').locator('.message', { hasText: text });

async function talk(ada, bob) {
  await write(ada, 'Hello, Bob. Is the kettle on?');
  await line(bob, 'Is the kettle on?').waitFor();
  await bob.getByRole('button', { name: 'React to message 1' }).click();
  await line(bob, 'Is the kettle on?').getByRole('button', { name: '❤️' }).click();
  await line(ada, 'Is the kettle on?').getByRole('button', { name: '❤️ 1' }).waitFor();
  await write(bob, 'It is. Two minutes.');
  await line(ada, 'Two minutes.').waitFor();
  await write(ada, 'On my way');
  await line(ada, 'On my way').locator('.ticks[data-status="read"]').waitFor();
}

async function call(ada, bob) {
  await ada.getByRole('tab', { name: 'Call' }).click();
  await ada.getByLabel('User to call').fill('bob');
  await ada.getByRole('button', { name: 'Video' }).click();
  await bob.getByRole('button', { name: 'Answer' }).click();
  await ada.waitForFunction(() => document.getElementById('remote').videoWidth > 0);
  await picture(ada, 'tour-call', 'light');
  await ada.getByRole('button', { name: 'Hang up' }).click();
  await bob.getByText('The call is ended').waitFor();
}

async function picture(page, name, colorScheme) {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await page.evaluate(() => document.getElementById('session').scrollTo(0, 0));
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`) });
}

const browser = await launch();
try {
  const ada = await enter(browser, 'ada', 'Ada');
  const bob = await enter(browser, 'bob', 'Bob');
  await talk(ada, bob);
  await ada.getByLabel('Show events that contain').fill('message:new');
  await picture(ada, 'tour-light', 'light');
  await ada.getByRole('tab', { name: 'People' }).click();
  await ada.getByRole('listitem').filter({ hasText: 'bob' }).waitFor();
  await picture(ada, 'tour-dark', 'dark');
  await call(ada, bob);
  await bob.setViewportSize(PHONE);
  await bob.locator('.panes').getByRole('button', { name: 'Chat' }).click();
  await picture(bob, 'tour-phone', 'light');
} finally {
  await browser.close();
}
