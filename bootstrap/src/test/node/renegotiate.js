// Lets two pages of Chromium renegotiate a running call: both add video to a call with audio at the
// same time, and one restarts ICE. Writes a line of JSON: what had come in at each end when its
// media flowed, before and after each step, and the names of the transports of ICE.
//
// Arguments: the URLs of the service and of the page.
import { launch, more, open } from './pages.js';

const [service, address] = process.argv.slice(2);
const AUDIO = { audioBytes: 0 };
const VIDEO = { framesDecoded: 0, videoBytes: 0 };

const browser = await launch();
try {
  const ada = await open(browser, service, address, 'ada');
  const bob = await open(browser, service, address, 'bob');
  const both = (step) => Promise.all([ada, bob].map(step));
  await ada.evaluate(() => call('bob', 'audio'));
  const audio = await both((page) => more(page, AUDIO));

  await both((page) => page.evaluate(() => add({ video: VIDEO })));
  const video = await both((page) => more(page, VIDEO));

  const before = await both((page) => page.evaluate(() => transports()));
  await ada.evaluate(() => peer.restartIce());
  const isNew = (names) => transports().every((name) => !names.includes(name));
  await both((page, i) => page.waitForFunction(isNew, before[i]));
  await both((page) => page.waitForFunction(() => peer.signalingState === 'stable'));
  await both((page) => page.waitForFunction(() => peer.connectionState === 'connected'));
  const after = await both((page) => page.evaluate(() => transports()));
  const restarted = await both(async (page) => more(page, await page.evaluate(() => flow())));
  console.log(JSON.stringify({ audio, video, restarted, before, after }));
} finally {
  await browser.close();
}
