// Drives the browser console: two pages of Chromium write to each other, lose the line, call each
// other, and are looked at by the accessibility rules of axe, in both colours and at phone width.
//
// Arguments: the URL of the service; a folder for screenshots, where they are wanted.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

const [service, pictures] = process.argv.slice(2);
const PATIENCE_MS = 20_000;
const CHAT = 'console-chat';
const PHONE = { width: 360, height: 720 };
const DESKTOP = { width: 1440, height: 900 };
const ARGUMENTS = [
  '--disable-gpu',
  '--disable-quic',
  '--allow-loopback-in-peer-connection',
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
];
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

async function open(browser, user, transport) {
  const page = await (await browser.newContext({ viewport: DESKTOP })).newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  page.on('console', (message) => message.type() === 'error' && fail(user, message.text()));
  page.on('pageerror', (error) => fail(user, error));
  await page.goto(`${service}/?user=${user}&username=${user.toUpperCase()}&chat=${CHAT}`);
  await page.getByLabel('Transport').selectOption(transport);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.locator('#state[data-state="on"]').waitFor();
  await page.getByRole('button', { name: 'Join', exact: true }).click();
  await page.getByRole('heading', { name: CHAT }).waitFor();
  return page;
}

function fail(user, what) {
  console.error(user, what);
  process.exitCode = 1;
}

async function write(page, text) {
  await page.getByRole('textbox', { name: 'Message', exact: true }).fill(text);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
}

const line = (page, text) => page.getByRole('log').locator('.message', { hasText: text });
const seen = (page, text) => line(page, text).waitFor();
const tick = (page, text, status) =>
  line(page, text).locator(`.ticks[data-status="${status}"]`).waitFor();
const fact = (page, name, value) =>
  page.locator('.facts div', { hasText: name }).getByText(value, { exact: true }).waitFor();

async function obeysAccessibilityRules(page, what) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  const found = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  assert.deepEqual(found, [], what);
}

async function isAsWideAsTheScreen(page) {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= PHONE.width, `${wide} px wide`);
}

const picture = (page, name) =>
  pictures && page.screenshot({ path: join(pictures, `${name}.png`) });

async function messages(ada, bob) {
  await write(ada, 'Hello, Bob');
  await seen(bob, 'Hello, Bob');
  await tick(ada, 'Hello, Bob', 'read');
  await bob.getByRole('button', { name: 'React to message 1' }).click();
  await line(bob, 'Hello, Bob').getByRole('button', { name: '🎉' }).click();
  await line(ada, 'Hello, Bob').getByRole('button', { name: '🎉 1' }).waitFor();
  await bob.getByRole('textbox', { name: 'Message', exact: true }).pressSequentially('He');
  await ada.getByText('BOB typing').waitFor();
  await write(bob, 'Hello, Ada');
  await seen(ada, 'Hello, Ada');
  await tick(bob, 'Hello, Ada', 'read');
}

// An author edits a message, and deletes it.
async function changes(ada, bob) {
  const text = bob.getByRole('textbox', { name: 'Message', exact: true });
  await write(bob, 'A slip');
  await seen(ada, 'A slip');
  await text.press('ArrowUp');
  await bob.getByText('Editing message #3').waitFor();
  await picture(bob, 'editing');
  await text.press('Escape');
  assert.equal(await text.inputValue(), '');
  await bob.getByRole('button', { name: 'Edit message 3' }).click();
  await text.fill('No slip');
  await text.press('Enter');
  await line(ada, 'No slip').getByText('edited').waitFor();
  await bob.getByText('Editing message #3').waitFor({ state: 'hidden' });
  assert.equal(await ada.getByRole('button', { name: 'Edit message 3' }).count(), 0);
  await bob.getByRole('button', { name: 'Delete message 3' }).press('Enter');
  await obeysAccessibilityRules(bob, 'a deletion to confirm');
  await picture(bob, 'deleting');
  await bob.getByRole('button', { name: 'Keep' }).click();
  await bob.getByRole('button', { name: 'Delete message 3' }).click();
  await bob.getByRole('button', { name: 'Delete for everybody' }).click();
  await seen(ada, 'Deleted');
  await seen(bob, 'Deleted');
  assert.equal(await line(ada, 'No slip').count(), 0);
  assert.equal(await bob.getByRole('button', { name: 'React to message 3' }).count(), 0);
}

async function presence(ada, bob) {
  for (const page of [ada, bob]) {
    await page.getByRole('tab', { name: 'People' }).click();
  }
  await bob.getByLabel('My status').selectOption('busy');
  await bob.getByLabel('Says').fill('Painting');
  await bob.getByRole('button', { name: 'Tell' }).click();
  await ada.getByRole('listitem').filter({ hasText: 'busy, “Painting”' }).waitFor();
}

async function recovery(ada, bob) {
  await ada.getByRole('button', { name: 'Drop the line' }).click();
  await write(bob, 'Are you there?');
  await seen(ada, 'Are you there?');
  await fact(ada, 'Recovered', 'yes');
  await fact(ada, 'Connections', '2');
  assert.equal(await line(ada, 'Are you there?').count(), 1);
}

async function call(ada, bob) {
  await ada.getByRole('tab', { name: 'Call' }).click();
  await ada.getByLabel('User to call').fill('bob');
  await ada.getByRole('button', { name: 'Video' }).click();
  await bob.getByText('ADA calls you (video)').waitFor();
  await bob.getByRole('button', { name: 'Answer' }).click();
  for (const page of [ada, bob]) {
    await page.waitForFunction(() => document.getElementById('remote').videoWidth > 0);
  }
  await picture(ada, 'call');
  await ada.getByRole('button', { name: 'Hang up' }).click();
  await bob.getByText('The call is ended').waitFor();
}

async function events(ada) {
  await ada.getByRole('tab', { name: 'Events' }).click();
  await ada.getByLabel('Event to emit').fill('chat:get-active-members');
  await ada.getByLabel('Payload, as JSON').fill(JSON.stringify({ chatId: CHAT }));
  await ada.getByRole('button', { name: 'Emit' }).click();
  await ada.locator('#log li').last().getByText('"activeMembers"').first().waitFor();
  await ada.getByLabel('Payload, as JSON').fill('{');
  await ada.getByRole('button', { name: 'Emit' }).click();
  await ada.getByText('The payload is no JSON').waitFor();
}

async function looks(page) {
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await obeysAccessibilityRules(page, colorScheme);
    await picture(page, colorScheme);
  }
  await page.setViewportSize(PHONE);
  for (const pane of ['Session', 'Chat', 'Inspector']) {
    await page.locator('.panes').getByRole('button', { name: pane }).click();
    await isAsWideAsTheScreen(page);
    await obeysAccessibilityRules(page, pane);
    await picture(page, `phone-${pane.toLowerCase()}`);
  }
  await page.locator('.panes').getByRole('button', { name: 'Chat' }).click();
  await page.getByRole('button', { name: 'Delete message 1' }).click();
  await page.getByRole('button', { name: 'Edit message 1' }).click();
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await isAsWideAsTheScreen(page);
    await obeysAccessibilityRules(page, `changes, ${colorScheme}`);
    await picture(page, `phone-changes-${colorScheme}`);
  }
}

const folders = process.env.PATH.split(delimiter);
const browser = await chromium.launch({
  executablePath: folders.map((folder) => join(folder, 'chromium')).find(existsSync),
  args: ARGUMENTS,
});
try {
  const ada = await open(browser, 'ada', 'polling,websocket');
  const bob = await open(browser, 'bob', 'websocket');
  await fact(ada, 'Transport', 'websocket');
  await messages(ada, bob);
  await changes(ada, bob);
  await presence(ada, bob);
  await recovery(ada, bob);
  await call(ada, bob);
  await events(ada);
  await looks(ada);
} finally {
  await browser.close();
}
