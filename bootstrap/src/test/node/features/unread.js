// What is unread, and the list of chats (contract, "Delivery", rows chat:list, chat:join,
// chat:join-multiple, message:read).
import assert from 'node:assert/strict';
import { play, situation } from './scene.js';

situation('unread and mentions count what others wrote after the read place', async (scene) => {
  const chat = await scene.chat(['ada', 'bob']);
  const [ada, bob] = await scene.connectAll('ada', 'bob');
  const mention = { metadata: { mentions: [bob.userId] } };
  const first = await ada.say(chat, 'one', mention);
  await ada.say(chat, 'two');
  await bob.say(chat, 'own');
  await ada.say(chat, 'three', mention);
  await ada.say(chat, 'silent', { silent: true, ...mention });
  const gone = await ada.say(chat, 'gone', mention);
  await ada.succeed('message:delete', { chatId: chat, messageId: gone.id });
  const counts = async () => {
    const { unread, mentions } = await bob.listed(chat);
    return [unread, mentions];
  };
  assert.deepEqual(await counts(), [3, 2]);
  assert.equal((await bob.succeed('chat:join', { chatId: chat })).unread, 3);
  const { joined } = await bob.succeed('chat:join-multiple', { chatIds: [chat] });
  assert.deepEqual(joined, [{ chatId: chat, headSeq: 6, readSeq: 0, unread: 3 }]);
  assert.equal((await bob.read(first)).unread, 2);
  assert.deepEqual(await counts(), [2, 1]);
  assert.equal((await bob.read(gone)).unread, 0);
  assert.deepEqual(await counts(), [0, 0]);
});

situation('own messages are never unread', async (scene) => {
  const chat = await scene.chat(['ada', 'bob']);
  const [ada, bob] = await scene.connectAll('ada', 'bob');
  const tablet = await scene.connect('bob', 'tablet');
  await bob.say(chat, 'own');
  assert.equal((await tablet.listed(chat)).unread, 0);
  assert.equal((await ada.listed(chat)).unread, 1);
});

situation('a receipt that goes back changes nothing', async (scene) => {
  const chat = await scene.chat(['ada', 'bob']);
  const [ada, bob] = await scene.connectAll('ada', 'bob');
  const one = await ada.say(chat, 'one');
  const two = await ada.say(chat, 'two');
  assert.equal((await bob.read(two)).unread, 0);
  assert.equal((await bob.read(one)).unread, 0);
  assert.equal((await bob.listed(chat)).readSeq, 2);
});

situation('the list has the chat with the newest message first, page by page', async (scene) => {
  const chats = [];
  for (let i = 0; i < 5; i++) {
    chats.push(await scene.chat(['ada', 'bob'], { name: `chat ${i}` }));
  }
  const ada = await scene.connect('ada');
  for (const i of [2, 0, 1]) {
    await ada.say(chats[i], `in ${i}`);
  }
  const found = [];
  let cursor;
  do {
    const page = await ada.succeed('chat:list', { limit: 2, cursor });
    assert.ok(page.chats.length <= 2);
    found.push(...page.chats);
    cursor = page.nextCursor;
  } while (cursor);
  assert.deepEqual(found.slice(0, 3).map(({ chatId }) => chatId), [chats[1], chats[0], chats[2]]);
  assert.deepEqual(found.map(({ chatId }) => chatId).sort(), [...chats].sort());
  const { name, headSeq, rev, lastMessage, lastMessageAt, memberCount } = found[0];
  assert.deepEqual([name, headSeq, memberCount], ['chat 1', 1, 2]);
  assert.ok(rev > 0);
  assert.equal(lastMessage.message.encryptedContent, 'in 1');
  assert.equal(lastMessage.message.createdAt, lastMessageAt);
  assert.equal(found[4].lastMessage, undefined);
});

situation('the list is of the chats of the user alone', async (scene) => {
  const mine = await scene.chat(['ada']);
  const other = await scene.chat(['bob']);
  const ada = await scene.connect('ada');
  const { chats } = await ada.succeed('chat:list', { chatIds: [mine, other, 'none'] });
  assert.deepEqual(chats.map(({ chatId }) => chatId), [mine]);
});

situation('a bad list is refused, and names the field', async (scene) => {
  const ada = await scene.connect('ada');
  const many = Array.from({ length: 101 }, (_, i) => `c${i}`);
  const bad = [['chatIds', { chatIds: many }], ['limit', { limit: 0 }], ['cursor', { cursor: 'none' }]];
  for (const [field, payload] of bad) {
    const { message } = await ada.refused('INVALID_PAYLOAD', 'chat:list', payload);
    assert.ok(message.includes(field), message);
  }
});

situation('the read place of the user comes to the other devices', async (scene) => {
  const chat = await scene.chat(['ada', 'bob']);
  const [ada, bob] = await scene.connectAll('ada', 'bob');
  const tablet = await scene.connect('bob', 'tablet');
  const sent = await ada.say(chat, 'x');
  const { readAt } = await bob.read(sent);
  const receipt = { messageId: sent.id, chatId: chat, userId: bob.userId, readAt };
  assert.deepEqual(await tablet.next('message:read'), receipt);
  assert.deepEqual(await ada.next('message:read'), receipt);
  assert.equal((await tablet.listed(chat)).unread, 0);
});

for (const [event, payload] of [['chat:list', {}], ['chat:state', { chatId: 'none' }]]) {
  situation(`60 of ${event} in 60 s, and no more`, async (scene) => {
    const ada = await scene.connect('ada');
    const answers = await Promise.all(Array.from({ length: 61 }, () => ada.ask(event, payload)));
    const refused = answers.filter(({ error }) => error === 'RATE_LIMIT_EXCEEDED');
    assert.equal(refused.length, 1);
    assert.ok(refused[0].retryAfterMs > 0);
  });
}

situation('the list says until when a chat is muted', async (scene) => {
  const chat = await scene.chat(['ada', 'bob']);
  const ada = await scene.connect('ada');
  assert.equal((await ada.listed(chat)).mutedUntil, undefined);
  const until = new Date(Date.now() + 3_600_000).toISOString();
  await ada.succeed('chat:mute', { chatId: chat, until });
  assert.equal(Date.parse((await ada.listed(chat)).mutedUntil), Date.parse(until));
  await ada.succeed('chat:mute', { chatId: chat, until: null });
  assert.equal((await ada.listed(chat)).mutedUntil, undefined);
});

await play();
