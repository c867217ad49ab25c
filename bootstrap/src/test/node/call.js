// Lets two pages of Chromium call each other with false cameras and microphones. Writes a line of
// JSON: for each end what had come in when its media began to flow, what a while later, and how many
// candidates; and how the call's end reached the other page.
//
// Arguments: the URLs of the service and of the page.
import { launch, more, open } from './pages.js';

const [service, address] = process.argv.slice(2);

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

const browser = await launch();
try {
  const ada = await open(browser, service, address, 'ada');
  const bob = await open(browser, service, address, 'bob');
  await ada.evaluate(() => call('bob', 'video'));
  const [caller, callee] = await Promise.all([side(ada, bob), side(bob, ada)]);
  const callId = await ada.evaluate(() => callId);
  await ada.evaluate(() => ask('call:end', { callId, reason: 'bye' }));
  const end = await (await bob.waitForFunction(() => ended)).jsonValue();
  console.log(JSON.stringify({ callId, caller, callee, end }));
} finally {
  await browser.close();
}
