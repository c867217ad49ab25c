// Chats and calls that a device loses while it is away (contract, "State and changes": chats that
// went away, and calls that ended, come on a return).
import assert from 'node:assert/strict';
import { call, play, situation } from './scene.js';

// Two chats that bob has, and loses while he is away: he leaves one, and the other one goes.
async function loses(scene, away) {
  const [left, gone, kept] = [await scene.chat(['ada', 'bob']), await scene.chat(['ada', 'bob']), await scene.chat(['ada', 'bob'])];
  const [ada, bob] = await scene.connectAll('ada', 'bob');
  const cursors = {};
  for (const chat of [left, gone, kept]) {
    const message = await ada.say(chat, 'x');
    await bob.next('message:new', (one) => one.message.chatId === chat);
    await bob.delivered(message);
    cursors[chat] = message.seq;
  }
  await away(bob);
  assert.equal((await call('DELETE', `/api/chats/${left}/members/${bob.userId}`)).status, 204);
  assert.equal((await call('DELETE', `/api/chats/${gone}`)).status, 204);
  return { ada, bob, cursors, expected: [{ chatId: left, reason: 'removed' }, { chatId: gone, reason: 'deleted' }] };
}

// The removals before the end of the catch-up. Late news of a departure may repeat one.
function removals(client) {
  const end = client.seen.findIndex(({ event }) => event === 'sync:complete');
  const all = client.seen.slice(0, end).filter(({ event }) => event === 'chat:removed').map(({ payload }) => payload);
  return [...new Map(all.map((one) => [one.chatId, one])).values()]
    .sort((one, other) => other.reason.localeCompare(one.reason));
}

situation('a recovered session is told of the chats that went away, once', async (scene) => {
  const { bob, expected } = await loses(scene, (client) => client.drop());
  assert.equal(await bob.back(), true);
  assert.deepEqual(removals(bob), expected);
  await bob.drop();
  assert.equal(await bob.back(), true);
  assert.deepEqual(removals(bob), []);
});

situation('a device is told of the chats that went away, once', async (scene) => {
  const { bob, expected } = await loses(scene, (client) => client.leave());
  const again = await scene.connect('bob');
  assert.deepEqual(removals(again), expected);
  await again.leave();
  assert.deepEqual(removals(await scene.connect('bob')), []);
  assert.deepEqual(removals(await scene.connect('bob', 'new')), []);
});

situation('a device is told of a chat again if it perhaps did not hear of it', async (scene) => {
  const { bob, expected } = await loses(scene, async () => {});
  await bob.next('chat:removed', ({ chatId }) => chatId === expected[1].chatId);
  await bob.leave();
  assert.deepEqual(removals(await scene.connect('bob')), expected);
  assert.deepEqual(removals(await scene.connect('bob')), []);
});

situation('cursors of chats that went away are answered, on any device', async (scene) => {
  const { cursors, expected } = await loses(scene, (client) => client.leave());
  assert.deepEqual(removals(await scene.connect('bob', 'new', { cursors })), expected);
});

situation('a chat to which the user has returned did not go away', async (scene) => {
  const { bob, expected: [removed, deleted] } = await loses(scene, (client) => client.leave());
  await call('PUT', `/api/chats/${removed.chatId}/members/${bob.userId}`);
  assert.deepEqual(removals(await scene.connect('bob')), [deleted]);
});

async function rings(scene) {
  await scene.chat(['ada', 'bob']);
  const [ada, bob] = await scene.connectAll('ada', 'bob');
  const { callId } = await ada.succeed('call:initiate', { targetUserId: bob.userId, callType: 'audio', offer: { type: 'offer', sdp: 'x' } });
  await bob.next('call:incoming');
  return { ada, bob, callId };
}

for (const [how, end] of [['given up', 'call:end'], ['rejected elsewhere', 'call:reject']]) {
  situation(`a device that comes back is told that a call was ${how}`, async (scene) => {
    const { ada, bob, callId } = await rings(scene);
    const other = await scene.connect('bob', 'laptop');
    await bob.leave();
    await (end === 'call:end' ? ada : other).succeed(end, { callId });
    const again = await scene.connect('bob');
    const { status } = await again.next('call:end', (ended) => ended.callId === callId);
    assert.equal(status, 'ended');
    assert.ok(again.seen.findIndex(({ event }) => event === 'call:end') < again.seen.findIndex(({ event }) => event === 'sync:complete'));
  });
}

situation('a device that comes back is told that a call was answered elsewhere', async (scene) => {
  const { bob, callId } = await rings(scene);
  const other = await scene.connect('bob', 'laptop');
  await bob.leave();
  await other.succeed('call:answer', { callId, answer: { type: 'answer', sdp: 'x' } });
  const again = await scene.connect('bob');
  assert.equal((await again.next('call:end')).reason, 'answered-elsewhere');
});

situation('a caller that comes back is told that the call is over', async (scene) => {
  const { ada, bob, callId } = await rings(scene);
  await ada.leave();
  await bob.succeed('call:reject', { callId });
  const again = await scene.connect('ada');
  assert.equal((await again.next('call:reject')).callId, callId);
});

play();
