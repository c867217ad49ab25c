// What a member sees of a chat (contract, "Delivery": a member sees what came since the join).
import assert from 'node:assert/strict';
import { call, play, situation } from './scene.js';

const seqs = (messages) => messages.map(({ message }) => message.seq);

// Adds or removes a member.
async function member(scene, method, chat, name) {
  const { status } = await call(method, `/api/chats/${chat}/members/${scene.user(name)}`);
  assert.equal(status, 204);
}

async function sees(client, chat, expected) {
  const forwards = await client.succeed('chat:sync', { chatId: chat, afterSeq: 0 });
  assert.deepEqual(seqs(forwards.messages), expected);
  const backwards = await client.succeed('chat:sync', { chatId: chat, beforeSeq: forwards.headSeq + 1 });
  assert.deepEqual([seqs(backwards.messages), backwards.hasMore], [expected.toReversed(), false]);
}

situation('a new member of an old chat begins after the join', async (scene) => {
  const chat = await scene.chat(['ada']);
  const [ada, bob] = await scene.connectAll('ada', 'bob');
  const old = await ada.say(chat, 'before', { metadata: { mentions: [bob.userId] } });
  await member(scene, 'PUT', chat, 'bob');
  await bob.next('chat:updated');
  assert.deepEqual(await bob.listed(chat).then(({ unread, mentions, lastMessage }) => [unread, mentions, lastMessage]), [0, 0, undefined]);
  await sees(bob, chat, []);
  const target = { chatId: chat, messageId: old.id };
  for (const event of ['message:delivered', 'message:read', 'reaction:get']) {
    await bob.refused('MESSAGE_NOT_FOUND', event, target);
  }
  await bob.refused('MESSAGE_NOT_FOUND', 'reaction:new', { ...target, reaction: 'x' });
  await ada.say(chat, 'after');
  await bob.next('message:new');
  await sees(bob, chat, [2]);
  assert.equal((await bob.listed(chat)).unread, 1);
  const phone = await scene.connect('bob', 'another');
  assert.deepEqual(seqs(phone.all('message:new', chat)), [2]);
});

situation('what changes before the join is not told', async (scene) => {
  const chat = await scene.chat(['ada']);
  const [ada, bob] = await scene.connectAll('ada', 'bob');
  const old = await ada.say(chat, 'before');
  await member(scene, 'PUT', chat, 'bob');
  await bob.next('chat:updated');
  await ada.succeed('message:edit', { chatId: chat, messageId: old.id, encryptedContent: 'edited' });
  await ada.succeed('reaction:new', { chatId: chat, messageId: old.id, reaction: 'x' });
  await ada.succeed('message:delete', { chatId: chat, messageId: old.id });
  await ada.say(chat, 'after');
  await bob.next('message:new');
  const seen = ['message:updated', 'reaction:new', 'message:deleted'].flatMap((event) => bob.all(event));
  assert.deepEqual(seen, []);
  const { updated, deleted, reactions } = await bob.succeed('chat:state', { chatId: chat });
  assert.deepEqual([updated, deleted, reactions], [[], [], []]);
});

situation('who comes back does not see what was written in between', async (scene) => {
  const chat = await scene.chat(['ada', 'bob']);
  const [ada, bob] = await scene.connectAll('ada', 'bob');
  await ada.say(chat, 'first');
  await member(scene, 'DELETE', chat, 'bob');
  await bob.next('chat:removed');
  await ada.say(chat, 'without bob');
  await member(scene, 'PUT', chat, 'bob');
  await bob.next('chat:updated');
  await ada.say(chat, 'with bob');
  await bob.next('message:new', ({ message }) => message.seq === 3);
  await sees(bob, chat, [3]);
  assert.equal((await bob.listed(chat)).unread, 1);
  assert.deepEqual(seqs(bob.all('message:new', chat)), [1, 3]);
});

situation('who comes back while away is sent what came since', async (scene) => {
  const chat = await scene.chat(['ada', 'bob']);
  const [ada, bob] = await scene.connectAll('ada', 'bob');
  const first = await ada.say(chat, 'first');
  await bob.next('message:new');
  await bob.delivered(first);
  await bob.leave();
  await member(scene, 'DELETE', chat, 'bob');
  await ada.say(chat, 'without bob');
  await member(scene, 'PUT', chat, 'bob');
  await ada.say(chat, 'with bob');
  for (const auth of [{}, { cursors: { [chat]: 1 } }]) {
    const again = await scene.connect('bob', 'phone', auth);
    assert.deepEqual(seqs(again.all('message:new', chat)), [3]);
    await again.leave();
  }
});

situation('history: all shows everything, and none of it as unread', async (scene) => {
  const chat = await scene.chat(['ada'], { settings: { history: 'all' } });
  const [ada, bob] = await scene.connectAll('ada', 'bob');
  const old = await ada.say(chat, 'before');
  await member(scene, 'PUT', chat, 'bob');
  await bob.next('chat:updated');
  await sees(bob, chat, [1]);
  const { unread, lastMessage } = await bob.listed(chat);
  assert.deepEqual([unread, lastMessage.message.id], [0, old.id]);
  // From the answer on, the changes of the chat are live.
  await bob.succeed('chat:join', { chatId: chat });
  await bob.succeed('reaction:new', { chatId: chat, messageId: old.id, reaction: 'x' });
  await ada.next('reaction:new');
  await ada.succeed('message:edit', { chatId: chat, messageId: old.id, encryptedContent: 'edited' });
  await bob.next('message:updated');
});

situation('a chat that is made by entering it shows everything', async (scene) => {
  const chat = scene.user('made');
  const [ada, bob] = await scene.connectAll('ada', 'bob');
  await ada.say(chat, 'before');
  const { unread, headSeq } = await bob.succeed('chat:join', { chatId: chat });
  assert.deepEqual([unread, headSeq], [0, 1]);
  await sees(bob, chat, [1]);
});

await play();
