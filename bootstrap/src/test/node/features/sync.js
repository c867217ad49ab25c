// The history of a chat, forwards and backwards (contract, row chat:sync).
import assert from 'node:assert/strict';
import { play, situation } from './scene.js';

async function chatOf(scene, count) {
  const chat = await scene.chat(['ada', 'bob']);
  const [ada, bob] = await scene.connectAll('ada', 'bob');
  const sent = [];
  for (let i = 1; i <= count; i++) {
    sent.push(await ada.say(chat, `${i}`));
  }
  return { chat, ada, bob, sent };
}

const places = ({ messages }) => messages.map(({ message }) => message.seq);

situation('backwards, the newest message is first', async (scene) => {
  const { chat, bob } = await chatOf(scene, 7);
  const newest = await bob.succeed('chat:sync', { chatId: chat, beforeSeq: 8, limit: 3 });
  assert.deepEqual([places(newest), newest.headSeq, newest.hasMore], [[7, 6, 5], 7, true]);
  const older = await bob.succeed('chat:sync', { chatId: chat, beforeSeq: 5, limit: 3 });
  assert.deepEqual([places(older), older.hasMore], [[4, 3, 2], true]);
  const oldest = await bob.succeed('chat:sync', { chatId: chat, beforeSeq: 2, limit: 3 });
  assert.deepEqual([places(oldest), oldest.hasMore], [[1], false]);
  const none = await bob.succeed('chat:sync', { chatId: chat, beforeSeq: 1 });
  assert.deepEqual([places(none), none.hasMore], [[], false]);
});

situation('backwards to the very first message, nothing more is promised', async (scene) => {
  const { chat, bob } = await chatOf(scene, 4);
  const page = await bob.succeed('chat:sync', { chatId: chat, beforeSeq: 5, limit: 4 });
  assert.deepEqual([places(page), page.hasMore], [[4, 3, 2, 1], false]);
});

situation('forwards, the oldest message is first', async (scene) => {
  const { chat, bob } = await chatOf(scene, 5);
  const page = await bob.succeed('chat:sync', { chatId: chat, afterSeq: 1, limit: 3 });
  assert.deepEqual([places(page), page.headSeq, page.hasMore], [[2, 3, 4], 5, true]);
  const rest = await bob.succeed('chat:sync', { chatId: chat, afterSeq: 4, limit: 3 });
  assert.deepEqual([places(rest), rest.hasMore], [[5], false]);
});

situation('each message comes with its reactions', async (scene) => {
  const { chat, ada, bob, sent } = await chatOf(scene, 3);
  const target = { chatId: chat, messageId: sent[1].id };
  await bob.succeed('reaction:new', { ...target, reaction: 'b' });
  await ada.succeed('reaction:new', { ...target, reaction: 'a' });
  for (const place of [{ afterSeq: 0 }, { beforeSeq: 4 }]) {
    const { messages } = await bob.succeed('chat:sync', { chatId: chat, ...place });
    const of = (seq) => messages.find(({ message }) => message.seq === seq).reactions;
    assert.deepEqual(of(2), [{ userId: ada.userId, reaction: 'a' }, { userId: bob.userId, reaction: 'b' }]);
    assert.equal(of(1), undefined);
  }
  await bob.succeed('reaction:remove', { ...target, reaction: 'b' });
  const { messages } = await ada.succeed('chat:sync', { chatId: chat, beforeSeq: 3, limit: 1 });
  assert.deepEqual(messages[0].reactions, [{ userId: ada.userId, reaction: 'a' }]);
});

situation('the history may be asked for 60 times a minute', async (scene) => {
  const { chat, ada, bob } = await chatOf(scene, 1);
  await bob.limitedTo(60, 'chat:sync', { chatId: chat, afterSeq: 0 });
  await ada.succeed('chat:sync', { chatId: chat, afterSeq: 0 });
});

situation('a bad place is refused, and names the field', async (scene) => {
  const { chat, bob } = await chatOf(scene, 1);
  const bad = [
    ['afterSeq', {}],
    ['afterSeq', { afterSeq: 0, beforeSeq: 3 }],
    ['afterSeq', { afterSeq: -1 }],
    ['beforeSeq', { beforeSeq: 0 }],
    ['limit', { beforeSeq: 3, limit: 0 }],
  ];
  for (const [field, payload] of bad) {
    const { message } = await bob.refused('INVALID_PAYLOAD', 'chat:sync', { chatId: chat, ...payload });
    assert.ok(message.includes(field), message);
  }
  const eve = await scene.connect('eve');
  await eve.refused('CHAT_NOT_FOUND', 'chat:sync', { chatId: chat, beforeSeq: 3 });
});

await play();
