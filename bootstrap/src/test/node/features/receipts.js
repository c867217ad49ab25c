// Receipts, one and in batches (contract, rows message:delivered and message:read).
import assert from 'node:assert/strict';
import { play, situation } from './scene.js';

situation('receipts of several chats in one event', async (scene) => {
  const names = ['ada', 'bob', 'cleo'];
  const chats = [await scene.chat(names), await scene.chat(names)];
  const [ada, bob, cleo] = await scene.connectAll(...names);
  const tablet = await scene.connect('bob', 'tablet');
  const sent = [await ada.say(chats[0], 'one'), await ada.say(chats[1], 'two')];
  await ada.say(chats[1], 'three');
  const receipts = sent.map(({ id, chatId }) => ({ messageId: id, chatId }));
  const delivered = await bob.succeed('message:delivered', { receipts });
  assert.deepEqual(delivered.failed, []);
  const read = await bob.succeed('message:read', { receipts });
  assert.deepEqual(read.unread, { [chats[0]]: 0, [chats[1]]: 1 });
  assert.deepEqual(read.failed, []);
  for (const told of [ada, tablet]) {
    for (const receipt of receipts) {
      const same = ({ messageId }) => messageId === receipt.messageId;
      assert.equal((await told.next('message:delivered', same)).deliveredAt, delivered.deliveredAt);
      assert.equal((await told.next('message:read', same)).readAt, read.readAt);
    }
  }
  const last = await ada.say(chats[0], 'last');
  await cleo.next('message:new', ({ message }) => message.id === last.id);
  assert.deepEqual([...cleo.all('message:delivered'), ...cleo.all('message:read')], []);
});

for (const event of ['message:delivered', 'message:read']) {
  situation(`one bad id of ${event} is named, and the others count`, async (scene) => {
    const chat = await scene.chat(['ada', 'bob']);
    const foreign = await scene.chat(['ada']);
    const [ada, bob] = await scene.connectAll('ada', 'bob');
    const sent = await ada.say(chat, 'x');
    const hidden = await ada.say(foreign, 'y');
    const { failed } = await bob.succeed(event, {
      receipts: [
        { chatId: foreign, messageId: hidden.id },
        { chatId: chat, messageId: sent.id },
        { chatId: chat, messageId: 'none' },
      ],
    });
    assert.deepEqual(failed, [{ chatId: foreign, error: 'CHAT_NOT_FOUND' }, { chatId: chat, error: 'MESSAGE_NOT_FOUND' }]);
    assert.equal((await ada.next(event)).messageId, sent.id);
  });

  situation(`a bad ${event} is refused`, async (scene) => {
    const chat = await scene.chat(['ada', 'bob']);
    const [ada, bob] = await scene.connectAll('ada', 'bob');
    const { id } = await ada.say(chat, 'x');
    const one = { chatId: chat, messageId: id };
    const bad = [
      ['messageId', { chatId: chat }],
      ['chatId', { messageId: id }],
      ['receipts', { ...one, receipts: [one] }],
      ['receipts', { receipts: Array(101).fill(one) }],
      ['messageId', { receipts: [{ chatId: chat }] }],
    ];
    for (const [field, payload] of bad) {
      const { message } = await bob.refused('INVALID_PAYLOAD', event, payload);
      assert.ok(message.includes(field), `${field}: ${message}`);
    }
    await bob.refused('MESSAGE_NOT_FOUND', event, { chatId: chat, messageId: 'none' });
    await bob.refused('CHAT_NOT_FOUND', event, { chatId: 'none', messageId: id });
  });
}

situation('a batch is one event to the limits', async (scene) => {
  const chat = await scene.chat(['ada', 'bob']);
  const [ada, bob] = await scene.connectAll('ada', 'bob');
  const { id } = await ada.say(chat, 'x');
  const receipts = Array(100).fill({ chatId: chat, messageId: id });
  await bob.succeed('message:read', { receipts });
  await bob.succeed('message:read', { receipts });
});

situation('each author is told of the newest own message that a receipt covers', async (scene) => {
  const chat = await scene.chat(['ada', 'bob', 'cleo']);
  const [ada, bob, cleo] = await scene.connectAll('ada', 'bob', 'cleo');
  await ada.say(chat, 'one');
  const two = await ada.say(chat, 'two');
  const three = await bob.say(chat, 'three');
  await cleo.read(three);
  assert.equal((await ada.next('message:read')).messageId, two.id);
  assert.equal((await bob.next('message:read')).messageId, three.id);
});

await play();
