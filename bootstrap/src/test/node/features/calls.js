// Calls between two users (contract, "Calls", rows call:*).
import assert from 'node:assert/strict';
import { call, play, situation } from './scene.js';

const OFFER = { type: 'offer', sdp: 'offer' };
const ANSWER = { type: 'answer', sdp: 'answer' };

async function parties(scene) {
  const chatId = await scene.chat(['ada', 'bob', 'cleo']);
  const [ada, bob] = await scene.connectAll('ada', 'bob');
  return { chatId, ada, bob };
}

function initiate(from, to, more) {
  return from.succeed('call:initiate', { targetUserId: to.userId, callType: 'audio', offer: OFFER, ...more });
}

// A call that has been answered.
async function running(scene) {
  const all = await parties(scene);
  const { callId } = await initiate(all.ada, all.bob);
  await all.bob.next('call:incoming');
  await all.bob.succeed('call:answer', { callId, answer: ANSWER });
  await all.ada.next('call:answer');
  return { ...all, callId };
}

function media(client) {
  return client.seen
    .filter(({ event }) => ['call:renegotiate', 'call:ice-candidate'].includes(event))
    .map(({ payload }) => payload.candidate ?? payload.description.sdp ?? payload.description.type);
}

situation('an incoming call names its chat and the end of its ringing', async (scene) => {
  const { ada, bob, chatId } = await parties(scene);
  const before = Date.now();
  const { callId } = await initiate(ada, bob, { callId: `${chatId}-own`, chatId });
  assert.equal(callId, `${chatId}-own`);
  const incoming = await bob.next('call:incoming');
  assert.deepEqual(
    [incoming.callId, incoming.callerId, incoming.callType, incoming.offer, incoming.chatId, incoming.status],
    [callId, ada.userId, 'audio', OFFER, chatId, 'incoming'],
  );
  const rings = Date.parse(incoming.expiresAt) - before;
  assert.ok(rings > 30_000 && rings < 90_000, incoming.expiresAt);
});

situation('a running call is offered anew by either side, in order with its candidates', async (scene) => {
  const { ada, bob, callId } = await running(scene);
  const renegotiate = (from, description) => from.succeed('call:renegotiate', { callId, description });
  await renegotiate(ada, { type: 'offer', sdp: 'video' });
  await ada.succeed('call:ice-candidate', { callId, candidate: 'first' });
  await renegotiate(bob, { type: 'offer', sdp: 'at once' });
  await renegotiate(bob, { type: 'rollback' });
  await renegotiate(bob, { type: 'answer', sdp: 'with video' });
  await bob.next('call:ice-candidate');
  await ada.next('call:renegotiate', ({ description }) => description.type === 'answer');
  assert.deepEqual(media(bob), ['video', 'first']);
  assert.deepEqual(media(ada), ['at once', 'rollback', 'with video']);
});

situation('only a device in an answered call may offer anew', async (scene) => {
  const { ada, bob } = await parties(scene);
  const [laptop, cleo] = [await scene.connect('bob', 'laptop'), await scene.connect('cleo')];
  const { callId } = await initiate(ada, bob);
  const offer = { callId, description: OFFER };
  await ada.refused('CALL_CONFLICT', 'call:renegotiate', offer);
  await bob.succeed('call:answer', { callId, answer: ANSWER });
  await laptop.refused('CALL_CONFLICT', 'call:renegotiate', offer);
  await cleo.refused('CALL_NOT_FOUND', 'call:renegotiate', offer);
  await ada.refused('INVALID_PAYLOAD', 'call:renegotiate', { callId, description: { type: 'pranswer', sdp: 'x' } });
  await ada.refused('INVALID_PAYLOAD', 'call:renegotiate', { callId, description: { type: 'offer', sdp: 5 } });
});

situation('a call that is unknown or has ended is not offered anew', async (scene) => {
  const { ada, bob, callId } = await running(scene);
  await ada.refused('CALL_NOT_FOUND', 'call:renegotiate', { callId: 'of-nobody', description: OFFER });
  await bob.succeed('call:end', { callId });
  for (const party of [ada, bob]) {
    await party.refused('CALL_CONFLICT', 'call:renegotiate', { callId, description: OFFER });
  }
});

situation('a call may be offered anew 60 times a minute', async (scene) => {
  const { ada, bob, callId } = await running(scene);
  await ada.limitedTo(60, 'call:renegotiate', { callId, description: OFFER });
  await ada.succeed('call:ice-candidate', { callId, candidate: 'last' });
  await bob.next('call:ice-candidate');
  assert.equal(bob.all('call:renegotiate').length, 60);
});

situation('a party that is removed from the last shared chat leaves the call', async (scene) => {
  const { ada, bob, chatId, callId } = await running(scene);
  assert.equal((await call('DELETE', `/api/chats/${chatId}/members/${bob.userId}`)).status, 204);
  for (const party of [ada, bob]) {
    const { reason } = await party.next('call:end', (end) => end.callId === callId);
    assert.equal(reason, 'not-allowed');
  }
});

situation('a party that is blocked leaves the call', async (scene) => {
  const { ada, bob, callId } = await running(scene);
  await ada.succeed('user:block', { userId: bob.userId });
  for (const party of [ada, bob]) {
    await party.next('call:end', (end) => end.callId === callId && end.reason === 'not-allowed');
  }
});

situation('a call to a busy user is rejected, and missed', async (scene) => {
  const { bob } = await running(scene);
  const cleo = await scene.connect('cleo');
  const { callId } = await initiate(cleo, bob);
  assert.equal((await cleo.next('call:reject', (one) => one.callId === callId)).reason, 'busy');
  await bob.next('notification:new', ({ type, fromUserId }) => type === 'call_missed' && fromUserId === cleo.userId);
});

situation('the other devices stop ringing', async (scene) => {
  for (const [event, more, reason] of [
    ['call:answer', { answer: ANSWER }, 'answered-elsewhere'],
    ['call:reject', { reason: 'busy now' }, 'rejected-elsewhere'],
  ]) {
    const { ada, bob } = await parties(scene);
    const laptop = await scene.connect('bob', 'laptop');
    const { callId } = await initiate(ada, bob);
    await bob.next('call:incoming', (one) => one.callId === callId);
    await bob.succeed(event, { callId, ...more });
    assert.equal((await laptop.next('call:end', (one) => one.callId === callId)).reason, reason);
    await ada.next(event, (one) => one.callId === callId);
    await ada.ask('call:end', { callId });
  }
});

situation('a call is refused to strangers, and by its state', async (scene) => {
  const { ada, bob } = await parties(scene);
  const eve = await scene.connect('eve');
  const target = { callType: 'audio', offer: OFFER };
  await eve.refused('PERMISSION_DENIED', 'call:initiate', { ...target, targetUserId: bob.userId });
  await ada.refused('INVALID_PAYLOAD', 'call:initiate', { ...target, targetUserId: bob.userId, callType: 'letter' });
  await ada.refused('INVALID_PAYLOAD', 'call:initiate', { ...target, targetUserId: ada.userId });
  const { callId } = await initiate(ada, bob);
  await ada.refused('CALL_CONFLICT', 'call:answer', { callId, answer: ANSWER });
  await eve.refused('CALL_NOT_FOUND', 'call:end', { callId });
  await ada.succeed('call:end', { callId });
  await bob.next('call:end', (one) => one.callId === callId);
  await bob.refused('CALL_CONFLICT', 'call:answer', { callId, answer: ANSWER });
  await bob.refused('CALL_NOT_FOUND', 'call:reject', { callId: 'of-nobody' });
});

play();
