// Notifications on several devices (contract, "State and changes", rows notification:*), and what is
// pushed for them.
//
// Arguments: as for a scene; the port of Redis, if there is one.
import assert from 'node:assert/strict';
import { pause } from '../support.js';
import { call, play, situation } from './scene.js';
import { pushedTo } from './redis.js';

const redis = Number(process.argv[4]);
const PATIENCE_MS = 15_000;
// A client may ask 60 times in 60 s.
const PAUSE_MS = 300;

async function pending(client) {
  return (await client.succeed('notification:get-pending')).notifications;
}

// Waits until the pending notifications are of these types.
async function settles(client, expected) {
  let types;
  for (const end = Date.now() + PATIENCE_MS; `${types}` !== `${expected}` && Date.now() < end; ) {
    types = (await pending(client)).map(({ type }) => type).toSorted();
    await pause(`${types}` === `${expected}` ? 0 : PAUSE_MS);
  }
  assert.deepEqual(types, expected);
}

function mentioned(client) {
  return client.next('notification:new', ({ type }) => type === 'mention');
}

// A chat of which bob has no invitation any more.
async function talk(scene, others = []) {
  const chat = await scene.chat(['ada', 'bob', ...others]);
  const [ada, bob] = await scene.connectAll('ada', 'bob');
  await bob.succeed('notification:clear-all');
  return { chat, ada, bob, mention: { metadata: { mentions: [bob.userId] } } };
}

situation('a mention that was read does not come to another device', async (scene) => {
  const { chat, ada, bob, mention } = await talk(scene);
  const tablet = await scene.connect('bob', 'tablet');
  await tablet.leave();
  const first = await ada.say(chat, 'one', mention);
  const second = await ada.say(chat, 'two', mention);
  await bob.next('notification:new', ({ messageId }) => messageId === second.id);
  await bob.read(first);
  await settles(bob, ['mention']);
  assert.deepEqual((await pending(bob)).map(({ messageId }) => messageId), [second.id]);
  const back = await scene.connect('bob', 'tablet');
  assert.deepEqual(back.all('notification:new').map(({ messageId }) => messageId), [second.id]);
});

situation('a receipt withdraws the mention from every device', async (scene) => {
  const { chat, ada, bob, mention } = await talk(scene);
  const tablet = await scene.connect('bob', 'tablet');
  const message = await ada.say(chat, 'one', mention);
  const { id } = await mentioned(tablet);
  await bob.read(message);
  await tablet.next('notification:read', ({ notificationId }) => notificationId === id);
});

situation('a reaction that is set 100 times pushes nothing out', async (scene) => {
  const { chat, ada, bob, mention } = await talk(scene, ['cleo']);
  const cleo = await scene.connect('cleo');
  const own = await bob.say(chat, 'own');
  await ada.say(chat, 'mention', mention);
  const { callId } = await ada.succeed('call:initiate', { targetUserId: bob.userId, callType: 'audio', offer: { sdp: 'x' } });
  await ada.succeed('call:end', { callId });
  await bob.next('notification:new', ({ type }) => type === 'call_missed');
  const target = { chatId: chat, messageId: own.id };
  for (let i = 0; i < 100; i++) {
    await cleo.succeed('reaction:new', { ...target, reaction: `${i % 10}` });
    await cleo.succeed('reaction:remove', { ...target, reaction: `${i % 10}` });
  }
  await settles(bob, ['call_missed', 'mention']);
});

situation('a reaction that is taken back withdraws its notification', async (scene) => {
  const { chat, ada, bob } = await talk(scene);
  const own = await bob.say(chat, 'own');
  const target = { chatId: chat, messageId: own.id, reaction: 'x' };
  await ada.succeed('reaction:new', target);
  const { id } = await bob.next('notification:new', ({ type }) => type === 'message_reaction');
  await ada.succeed('reaction:remove', target);
  await bob.next('notification:clear', ({ notificationId }) => notificationId === id);
  await settles(bob, []);
});

situation('a deleted message withdraws its notifications', async (scene) => {
  const { chat, ada, bob, mention } = await talk(scene);
  const message = await ada.say(chat, 'one', mention);
  const { id } = await mentioned(bob);
  await ada.succeed('message:delete', { chatId: chat, messageId: message.id });
  await bob.next('notification:clear', ({ notificationId }) => notificationId === id);
  await settles(bob, []);
});

situation('a chat that goes takes its notifications along', async (scene) => {
  const { chat, ada, bob, mention } = await talk(scene);
  await ada.say(chat, 'one', mention);
  await mentioned(bob);
  assert.equal((await call('DELETE', `/api/chats/${chat}`)).status, 204);
  await settles(bob, []);
});

situation('an invitation, a reply and a change of the chat are notified', async (scene) => {
  const { chat, ada, bob } = await talk(scene);
  const own = await bob.say(chat, 'own');
  await ada.say(chat, 'answer', { replyToId: own.id });
  await scene.chat(['ada', 'bob'], { id: chat, name: 'Crew' });
  await scene.chat(['ada', 'bob']);
  await settles(bob, ['chat_invite', 'chat_updated', 'reply']);
});

situation('the own devices hear of what was read and cleared', async (scene) => {
  const { chat, ada, bob, mention } = await talk(scene);
  const tablet = await scene.connect('bob', 'tablet');
  for (const content of ['one', 'two', 'three']) {
    await ada.say(chat, content, mention);
  }
  await settles(bob, ['mention', 'mention', 'mention']);
  const [first, second] = (await pending(bob)).map(({ id }) => id);
  await bob.succeed('notification:read', { notificationId: first });
  await tablet.next('notification:read', ({ notificationId }) => notificationId === first);
  await bob.succeed('notification:clear', { notificationId: second });
  await tablet.next('notification:clear', ({ notificationId }) => notificationId === second);
  // The one that was read is kept too.
  assert.equal((await bob.succeed('notification:clear-all')).cleared, 2);
  await tablet.next('notification:clear-all');
  assert.deepEqual(await pending(bob), []);
});

situation('a notification is its user\'s alone', async (scene) => {
  const { chat, ada, bob, mention } = await talk(scene);
  await ada.say(chat, 'one', mention);
  const { id: notificationId } = await mentioned(bob);
  for (const event of ['notification:read', 'notification:clear']) {
    await ada.refused('NOTIFICATION_NOT_FOUND', event, { notificationId });
    await bob.refused('INVALID_PAYLOAD', event, {});
  }
});

situation('a mute keeps mentions, and nothing else', async (scene) => {
  const { chat, ada, bob, mention } = await talk(scene);
  const own = await bob.say(chat, 'own');
  await bob.succeed('chat:mute', { chatId: chat, until: new Date(Date.now() + 60_000).toISOString() });
  await ada.say(chat, 'answer', { replyToId: own.id });
  await ada.say(chat, 'mention', mention);
  await settles(bob, ['mention']);
});

if (redis) {
  situation('a call rings at a phone that sleeps', async (scene) => {
    const { ada, bob } = await talk(scene);
    await bob.leave();
    const { callId } = await ada.succeed('call:initiate', { targetUserId: bob.userId, callType: 'audio', offer: { sdp: 'x' } });
    await pushedTo(redis, bob.userId, 'call:incoming', callId);
    await ada.succeed('call:end', { callId });
    await pushedTo(redis, bob.userId, 'call:end', callId);
  });

  situation('reading on one device clears the badge of another', async (scene) => {
    const { chat, ada, bob } = await talk(scene);
    const message = await ada.say(chat, 'one');
    await bob.read(message);
    await pushedTo(redis, bob.userId, 'chat:read', chat);
  });
}

play();
