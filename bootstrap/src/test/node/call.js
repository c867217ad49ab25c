// Lets two pages of Chromium call each other with false cameras and microphones. Writes a line of
// JSON: for each end what had come in when its media began to flow, what a while later, and how many
// candidates; and how the call's end reached the other page.
//
// Arguments: the URLs of the service and of the page.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { chromium } from 'playwright-core';

const [service, address] = process.argv.slice(2);
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

async function token(userId) {
  const body = JSON.stringify({ userId });
  return (await (await fetch(`${service}/dev/token`, { method: 'POST', body })).json()).token;
}

async function open(browser, userId) {
  const page = await (await browser.newContext()).newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  page.on('console', (message) => message.type() === 'error' && fail(userId, message.text()));
  page.on('pageerror', (error) => fail(userId, error));
  await page.goto(address);
  await page.addScriptTag({ url: `${service}/socket.io/socket.io.js` });
  const entry = [service, await token(userId), CHAT];
  await page.evaluate(([service, token, chatId]) => enter(service, token, chatId), entry);
  return page;
}

function fail(userId, what) {
  console.error(userId, what);
  process.exitCode = 1;
}

// Waits until more than this has come in, of everything.
async function more(page, than) {
  let now;
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await setTimeout(POLL_MS)) {
    now = await page.evaluate(() => flow());
    if (Object.keys(than).every((key) => now[key] > than[key])) {
      return now;
    }
  }
  throw new Error(`${JSON.stringify(now)} has come in, no more`);
}

async function side(page, other) {
  const begun = await more(page, { framesDecoded: 0, videoBytes: 0, audioBytes: 0 });
  const later = await more(page, begun);
  return { begun, later, candidates: await candidates(other, page) };
}

// Waits until all candidates of one page have come to the other; how many they are.
async function candidates(from, to) {
  await from.waitForFunction(() => peer.iceGatheringState === 'complete');
  const sent = await from.evaluate(() => sentCandidates);
  await to.waitForFunction((sent) => receivedCandidates === sent, sent);
  return sent;
}

const folders = process.env.PATH.split(delimiter);
const browser = await chromium.launch({
  executablePath: folders.map((folder) => join(folder, 'chromium')).find(existsSync),
  args: ARGUMENTS,
});
try {
  const ada = await open(browser, 'ada');
  const bob = await open(browser, 'bob');
  await ada.evaluate(() => call('bob'));
  const [caller, callee] = await Promise.all([side(ada, bob), side(bob, ada)]);
  const callId = await ada.evaluate(() => callId);
  await ada.evaluate(() => ask('call:end', { callId, reason: 'bye' }));
  const end = await (await bob.waitForFunction(() => ended)).jsonValue();
  console.log(JSON.stringify({ callId, caller, callee, end }));
} finally {
  await browser.close();
}
