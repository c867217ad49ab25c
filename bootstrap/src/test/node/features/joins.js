// Several chats are joined at once (contract, `chat:join-multiple`).
import assert from 'node:assert/strict';
import { play, situation } from './scene.js';

situation('each chat is joined with its head, read place and unread count', async (scene) => {
  const chats = [await scene.chat(['ada', 'bob']), await scene.chat(['ada', 'bob'])];
  const [ada, bob] = await scene.connectAll('ada', 'bob');
  const first = await ada.say(chats[0], 'one');
  await ada.say(chats[0], 'two');
  await bob.read(first);
  const { joinedCount, joined, failed } = await bob.succeed('chat:join-multiple', { chatIds: chats });
  assert.deepEqual([joinedCount, failed], [2, []]);
  assert.deepEqual(joined, [
    { chatId: chats[0], headSeq: 2, readSeq: 1, unread: 1 },
    { chatId: chats[1], headSeq: 0, readSeq: 0, unread: 0 },
  ]);
  for (const chatId of chats) {
    const { activeMembers } = await ada.succeed('chat:get-active-members', { chatId });
    assert.ok(activeMembers.includes(bob.userId));
  }
});

situation('several chats may be joined 60 times a minute', async (scene) => {
  const chat = await scene.chat(['ada']);
  const ada = await scene.connect('ada');
  await ada.limitedTo(60, 'chat:join-multiple', { chatIds: [chat] });
});

situation('a list that is too long or has no ids is refused', async (scene) => {
  const chat = await scene.chat(['ada']);
  const ada = await scene.connect('ada');
  const many = Array.from({ length: 101 }, (_, k) => `${chat}-${k}`);
  for (const chatIds of [many, [chat, ''], [chat, 7], 'chat', undefined]) {
    await ada.refused('INVALID_PAYLOAD', 'chat:join-multiple', { chatIds });
  }
  const { joinedCount } = await ada.succeed('chat:join-multiple', { chatIds: [chat] });
  assert.equal(joinedCount, 1);
});

await play();
