// Messages that expire, and silent ones (contract, row message:new, "State and changes").
import assert from 'node:assert/strict';
import { play, situation } from './scene.js';

situation('an expired message is told, and has no content within 10 s', async (scene) => {
  const chat = await scene.chat(['ada', 'bob']);
  const [ada, bob] = await scene.connectAll('ada', 'bob');
  const sent = await ada.say(chat, 'secret', { expiresInMs: 1_000 });
  assert.equal(Date.parse(sent.expiresAt) - Date.parse(sent.createdAt), 1_000);
  for (const told of [ada, bob]) {
    assert.deepEqual(await told.next('message:deleted'), {
      chatId: chat, messageId: sent.id, seq: 1, deletedAt: sent.expiresAt, reason: 'expired',
    });
  }
  const { messages } = await bob.succeed('chat:sync', { chatId: chat, afterSeq: 0 });
  const { encryptedContent, status, reason } = messages[0].message;
  assert.deepEqual([encryptedContent, status, reason], [undefined, 'deleted', 'expired']);
  assert.equal((await bob.listed(chat)).unread, 0);
  await ada.refused('MESSAGE_NOT_FOUND', 'message:edit', { chatId: chat, messageId: sent.id, encryptedContent: 'x' });
});

situation('an edit does not make a message live longer', async (scene) => {
  const chat = await scene.chat(['ada', 'bob']);
  const [ada, bob] = await scene.connectAll('ada', 'bob');
  const sent = await ada.say(chat, 'secret', { expiresInMs: 2_000 });
  const target = { chatId: chat, messageId: sent.id };
  const { message } = await ada.succeed('message:edit', { ...target, encryptedContent: 'edited' });
  assert.equal(message.expiresAt, sent.expiresAt);
  assert.equal((await bob.next('message:deleted')).reason, 'expired');
});

situation('a message that is deleted does not expire later', async (scene) => {
  const chat = await scene.chat(['ada', 'bob']);
  const [ada, bob] = await scene.connectAll('ada', 'bob');
  const sent = await ada.say(chat, 'one', { expiresInMs: 1_000 });
  await ada.succeed('message:delete', { chatId: chat, messageId: sent.id });
  await ada.say(chat, 'two', { expiresInMs: 1_500 });
  await bob.next('message:deleted', ({ seq }) => seq === 2);
  assert.deepEqual(bob.all('message:deleted').map(({ seq, reason }) => [seq, reason]), [[1, 'deleted'], [2, 'expired']]);
});

for (const expiresInMs of [999, 30 * 24 * 3_600_000 + 1, 1.5, '1000']) {
  situation(`a lifetime of ${JSON.stringify(expiresInMs)} is refused`, async (scene) => {
    const chat = await scene.chat(['ada']);
    const ada = await scene.connect('ada');
    const payload = { chatId: chat, encryptedContent: 'x', messageType: 'text', expiresInMs };
    const { message } = await ada.refused('INVALID_PAYLOAD', 'message:new', payload);
    assert.ok(message.includes('expiresInMs'), message);
  });
}

situation('a silent message is received, never unread, and notifies nobody', async (scene) => {
  const chat = await scene.chat(['ada', 'bob']);
  const [ada, bob] = await scene.connectAll('ada', 'bob');
  const silent = await ada.say(chat, 'key', { silent: true, metadata: { mentions: [bob.userId] } });
  assert.equal(silent.silent, true);
  await bob.next('message:new', ({ message }) => message.silent);
  const { unread, mentions, headSeq } = await bob.listed(chat);
  assert.deepEqual([unread, mentions, headSeq], [0, 0, 1]);
  const loud = await ada.say(chat, 'text', { metadata: { mentions: [bob.userId] } });
  assert.equal(loud.silent, undefined);
  await bob.next('notification:new', ({ messageId }) => messageId === loud.id);
  const { notifications } = await bob.succeed('notification:get-pending');
  assert.deepEqual(notifications.filter(({ type }) => type === 'mention').map(({ messageId }) => messageId), [loud.id]);
});

situation('a silent message does not end typing', async (scene) => {
  const chat = await scene.chat(['ada', 'bob']);
  const [ada, bob] = await scene.connectAll('ada', 'bob');
  await bob.succeed('chat:join', { chatId: chat });
  await ada.succeed('message:typing', { chatId: chat });
  await bob.next('message:typing');
  await ada.say(chat, 'key', { silent: true });
  await bob.next('message:new');
  assert.equal(bob.all('message:stop-typing').length, 0);
  await ada.say(chat, 'text');
  await bob.next('message:stop-typing');
});

await play();
