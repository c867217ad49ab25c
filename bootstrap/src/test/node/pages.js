// Pages of Chromium with false cameras and microphones, for calls.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { chromium } from 'playwright-core';

const PATIENCE_MS = 20_000;
const POLL_MS = 100;
const CHAT = 'call-chat';
// Beside what Playwright gives by itself, such as --headless and --no-sandbox.
const ARGUMENTS = [
  '--disable-gpu',
  '--disable-quic',
  '--allow-loopback-in-peer-connection',
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
];

async function token(service, userId) {
  const body = JSON.stringify({ userId });
  return (await (await fetch(`${service}/dev/token`, { method: 'POST', body })).json()).token;
}

// Opens a page that has entered the service as a user.
export async function open(browser, service, address, userId) {
  const page = await (await browser.newContext()).newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  page.on('console', (message) => message.type() === 'error' && fail(userId, message.text()));
  page.on('pageerror', (error) => fail(userId, error));
  await page.goto(address);
  await page.addScriptTag({ url: `${service}/socket.io/socket.io.js` });
  const entry = [service, await token(service, userId), CHAT];
  await page.evaluate(([service, token, chatId]) => enter(service, token, chatId), entry);
  return page;
}

function fail(userId, what) {
  console.error(userId, what);
  process.exitCode = 1;
}

// Waits until more than this has come in, of everything.
export async function more(page, than) {
  let now;
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await setTimeout(POLL_MS)) {
    now = await page.evaluate(() => flow());
    if (Object.keys(than).every((key) => now[key] > than[key])) {
      return now;
    }
  }
  throw new Error(`${JSON.stringify(now)} has come in, no more`);
}

export async function launch() {
  const folders = process.env.PATH.split(delimiter);
  return chromium.launch({
    executablePath: folders.map((folder) => join(folder, 'chromium')).find(existsSync),
    args: ARGUMENTS,
  });
}
