// Edits and deletions (contract, rows message:edit and message:delete, "State and changes").
import assert from 'node:assert/strict';
import { call, play, situation } from './scene.js';

situation('an edit is told to every other connection of every member', async (scene) => {
  const chat = await scene.chat(['ada', 'bob']);
  const [ada, bob] = await scene.connectAll('ada', 'bob');
  const tablet = await scene.connect('ada', 'tablet');
  const sent = await ada.say(chat, 'one', { metadata: { a: 1 }, tempId: 't' });
  const { message } = await ada.succeed('message:edit', { chatId: chat, messageId: sent.id, encryptedContent: 'two' });
  assert.deepEqual(message, { ...sent, encryptedContent: 'two', version: 1, editedAt: message.editedAt });
  for (const other of [bob, tablet]) {
    const told = await other.next('message:updated');
    assert.deepEqual(told, { message, sender: { id: ada.userId } });
  }
  await ada.say(chat, 'later');
  assert.equal(ada.all('message:updated').length, 0);
});

situation('versions are counted from 1, and an equal edit makes none', async (scene) => {
  const chat = await scene.chat(['ada', 'bob']);
  const [ada, bob] = await scene.connectAll('ada', 'bob');
  const { id } = await ada.say(chat, 'zero');
  const edit = (encryptedContent, metadata) =>
    ada.succeed('message:edit', { chatId: chat, messageId: id, encryptedContent, metadata });
  assert.equal((await edit('one')).message.version, 1);
  assert.equal((await edit('one')).message.version, 1);
  assert.equal((await edit('two')).message.version, 2);
  const last = await edit('two', { b: 2 });
  assert.deepEqual([last.message.version, last.message.metadata], [3, { b: 2 }]);
  await bob.next('message:updated', ({ message }) => message.version === 3);
  assert.deepEqual(bob.all('message:updated').map(({ message }) => message.version), [1, 2, 3]);
});

situation('only the author edits and deletes', async (scene) => {
  const chat = await scene.chat(['ada', 'bob']);
  const [ada, bob, eve] = await scene.connectAll('ada', 'bob', 'eve');
  const { id } = await ada.say(chat, 'mine');
  const target = { chatId: chat, messageId: id };
  await bob.refused('PERMISSION_DENIED', 'message:edit', { ...target, encryptedContent: 'his' });
  await bob.refused('PERMISSION_DENIED', 'message:delete', target);
  await eve.refused('CHAT_NOT_FOUND', 'message:edit', { ...target, encryptedContent: 'hers' });
  await eve.refused('CHAT_NOT_FOUND', 'message:delete', target);
  assert.equal((await bob.succeed('chat:sync', { chatId: chat, afterSeq: 0 })).messages[0].message.encryptedContent, 'mine');
});

situation('an unknown or deleted message cannot be edited', async (scene) => {
  const chat = await scene.chat(['ada']);
  const ada = await scene.connect('ada');
  const none = { chatId: chat, messageId: 'none' };
  await ada.refused('MESSAGE_NOT_FOUND', 'message:edit', { ...none, encryptedContent: 'x' });
  await ada.refused('MESSAGE_NOT_FOUND', 'message:delete', none);
  const { id } = await ada.say(chat, 'gone');
  await ada.succeed('message:delete', { chatId: chat, messageId: id });
  await ada.refused('MESSAGE_NOT_FOUND', 'message:edit', { chatId: chat, messageId: id, encryptedContent: 'x' });
});

situation('a bad payload names its field', async (scene) => {
  const chat = await scene.chat(['ada']);
  const ada = await scene.connect('ada');
  const { id } = await ada.say(chat, 'x');
  const target = { chatId: chat, messageId: id };
  const bad = [
    ['message:edit', target, 'encryptedContent'],
    ['message:edit', { ...target, encryptedContent: '' }, 'encryptedContent'],
    ['message:edit', { ...target, encryptedContent: 'x'.repeat(65_537) }, 'encryptedContent'],
    ['message:edit', { ...target, encryptedContent: 'x', metadata: [] }, 'metadata'],
    ['message:edit', { chatId: chat, encryptedContent: 'x' }, 'messageId'],
    ['message:delete', { chatId: chat }, 'messageId'],
    ['message:delete', { messageId: id }, 'chatId'],
  ];
  for (const [event, payload, field] of bad) {
    const { message } = await ada.refused('INVALID_PAYLOAD', event, payload);
    assert.ok(message.startsWith(field), `${event} ${field}: ${message}`);
  }
});

situation('a deletion is told to every other connection, and can be repeated', async (scene) => {
  const chat = await scene.chat(['ada', 'bob']);
  const [ada, bob] = await scene.connectAll('ada', 'bob');
  const tablet = await scene.connect('ada', 'tablet');
  const sent = await ada.say(chat, 'secret');
  const target = { chatId: chat, messageId: sent.id };
  const { deletedAt } = await ada.succeed('message:delete', target);
  for (const other of [bob, tablet]) {
    assert.deepEqual(await other.next('message:deleted'), {
      ...target, seq: 1, deletedBy: ada.userId, deletedAt, reason: 'deleted',
    });
  }
  assert.equal((await tablet.succeed('message:delete', target)).deletedAt, deletedAt);
  await ada.say(chat, 'last');
  await bob.next('message:new', ({ message }) => message.seq === 2);
  assert.equal(bob.all('message:deleted').length, 1);
  assert.equal(ada.all('message:deleted').length, 0);
});

situation('a deleted message keeps its place and has no content in a replay', async (scene) => {
  const chat = await scene.chat(['ada', 'bob']);
  const ada = await scene.connect('ada');
  const sent = await ada.say(chat, 'secret', { metadata: { x: 1 } });
  await ada.say(chat, 'stays');
  await ada.succeed('message:delete', { chatId: chat, messageId: sent.id });
  const bob = await scene.connect('bob');
  const { messages } = await bob.succeed('chat:sync', { chatId: chat, afterSeq: 0 });
  for (const { message } of [messages[0], bob.all('message:new', chat)[0]]) {
    const { deletedAt } = message;
    assert.deepEqual(message, {
      id: sent.id, chatId: chat, seq: 1, senderId: ada.userId, createdAt: sent.createdAt,
      deletedAt, deletedBy: ada.userId, reason: 'deleted', status: 'deleted',
    });
  }
});

situation('a repeat of a deleted message by its tempId stays deleted', async (scene) => {
  const chat = await scene.chat(['ada']);
  const ada = await scene.connect('ada');
  const sent = await ada.say(chat, 'secret', { tempId: 'again' });
  await ada.succeed('message:delete', { chatId: chat, messageId: sent.id });
  const repeat = await ada.say(chat, 'secret', { tempId: 'again' });
  assert.deepEqual([repeat.id, repeat.status, repeat.encryptedContent], [sent.id, 'deleted', undefined]);
});

situation('a replay holds the newest version at the place of the first', async (scene) => {
  const chat = await scene.chat(['ada', 'bob']);
  const ada = await scene.connect('ada');
  const { id } = await ada.say(chat, 'old');
  await ada.say(chat, 'next');
  await ada.succeed('message:edit', { chatId: chat, messageId: id, encryptedContent: 'new' });
  const bob = await scene.connect('bob');
  assert.deepEqual(
    bob.all('message:new', chat).map(({ message }) => [message.seq, message.encryptedContent, message.version ?? 0]),
    [[1, 'new', 1], [2, 'next', 0]],
  );
});

situation('reactions and receipts of a deleted message', async (scene) => {
  const chat = await scene.chat(['ada', 'bob']);
  const [ada, bob] = await scene.connectAll('ada', 'bob');
  const sent = await ada.say(chat, 'x');
  const target = { chatId: chat, messageId: sent.id };
  await bob.succeed('reaction:new', { ...target, reaction: 'y' });
  await ada.succeed('message:delete', target);
  for (const event of ['reaction:new', 'reaction:remove']) {
    await bob.refused('MESSAGE_NOT_FOUND', event, { ...target, reaction: 'y' });
  }
  await bob.refused('MESSAGE_NOT_FOUND', 'reaction:get', target);
  await bob.read(sent);
  assert.equal((await bob.listed(chat)).readSeq, 1);
});

situation('a back-end deletes a message', async (scene) => {
  const chat = await scene.chat(['ada', 'bob']);
  const [ada, bob] = await scene.connectAll('ada', 'bob');
  const sent = await ada.say(chat, 'x');
  const path = `/api/chats/${chat}/messages/${sent.id}`;
  assert.equal((await call('DELETE', path)).status, 204);
  for (const told of [ada, bob]) {
    const { deletedBy, reason } = await told.next('message:deleted');
    assert.deepEqual([deletedBy, reason], [undefined, 'deleted']);
  }
  assert.equal((await call('DELETE', path)).status, 204);
  assert.equal((await call('DELETE', `/api/chats/${chat}/messages/none`)).status, 404);
});

for (const event of ['message:edit', 'message:delete']) {
  situation(`60 of ${event} in 60 s, and no more`, async (scene) => {
    const chat = await scene.chat(['ada']);
    const ada = await scene.connect('ada');
    const { id } = await ada.say(chat, 'x');
    await ada.limitedTo(60, event, { chatId: chat, messageId: id, encryptedContent: 'y' });
  });
}

await play();
