// Users that are not members of a chat, in production (contract, "Delivery": a chat has members).
import assert from 'node:assert/strict';
import { play, situation } from './scene.js';

async function chatOfAda(scene) {
  const chat = await scene.chat(['ada']);
  const [ada, eve] = await scene.connectAll('ada', 'eve');
  return { chat, ada, eve, message: await ada.say(chat, 'x') };
}

const TEXT = { encryptedContent: 'x', messageType: 'text' };

situation('a chat of others is not found, as one that does not exist', async (scene) => {
  const { chat, ada, eve, message } = await chatOfAda(scene);
  for (const chatId of [chat, 'none']) {
    const target = { chatId, messageId: message.id };
    for (const [event, payload] of [
      ['chat:join', { chatId }],
      ['chat:state', { chatId }],
      ['chat:sync', { chatId, afterSeq: 0 }],
      ['chat:signal', { chatId, type: 'x', encryptedContent: 'x' }],
      ['chat:get-active-members', { chatId }],
      ['message:new', { chatId, ...TEXT }],
      ['message:read', target],
      ['message:edit', { ...target, ...TEXT }],
      ['message:delete', target],
      ['reaction:new', { ...target, reaction: 'x' }],
      ['reaction:get', target],
    ]) {
      await eve.refused('CHAT_NOT_FOUND', event, payload);
    }
  }
  await ada.say(chat, 'y');
  assert.deepEqual(eve.seen.filter(({ payload }) => JSON.stringify(payload).includes(chat)), []);
  const { chats } = await eve.succeed('chat:list', {});
  assert.deepEqual(chats, []);
});

situation('of several chats, those of others are named as failed', async (scene) => {
  const { chat, ada, eve } = await chatOfAda(scene);
  const own = await scene.chat(['eve']);
  const { joinedCount, joined, failed } = await eve.succeed('chat:join-multiple', { chatIds: [chat, own, 'none'] });
  assert.deepEqual([joinedCount, joined.map(({ chatId }) => chatId)], [1, [own]]);
  assert.deepEqual(failed, [chat, 'none'].map((chatId) => ({ chatId, error: 'CHAT_NOT_FOUND' })));
  const { activeMembers } = await ada.succeed('chat:get-active-members', { chatId: chat });
  assert.ok(!activeMembers.includes(eve.userId));
});

situation('a removed member is a stranger again', async (scene) => {
  const { chat, ada, eve } = await chatOfAda(scene);
  await scene.chat(['ada', 'eve'], { id: chat });
  await eve.say(chat, 'hello');
  await scene.chat(['ada'], { id: chat });
  await eve.next('chat:removed', ({ chatId }) => chatId === chat);
  await eve.refused('CHAT_NOT_FOUND', 'message:new', { chatId: chat, ...TEXT });
  const last = await ada.say(chat, 'last');
  assert.equal(last.seq, 3);
});

await play();
