// Signals of a chat: now or never (contract, `chat:signal`).
import assert from 'node:assert/strict';
import { play, situation } from './scene.js';

const LIMIT = 300;
const texts = (client, chat) => client.all('chat:signal', chat).map(({ encryptedContent }) => encryptedContent);

const signal = (chatId, encryptedContent, type = 'key') => ({ chatId, type, encryptedContent });

situation('a signal reaches the devices of the other members, in order', async (scene) => {
  const chat = await scene.chat(['ada', 'bob', 'carl']);
  const [ada, bob, carl] = await scene.connectAll('ada', 'bob', 'carl');
  const laptop = await scene.connect('bob', 'laptop');
  for (const text of ['one', 'two', 'three']) await ada.succeed('chat:signal', signal(chat, text));
  for (const client of [bob, laptop, carl]) {
    await client.next('chat:signal', ({ encryptedContent }) => encryptedContent === 'three');
    assert.deepEqual(texts(client, chat), ['one', 'two', 'three']);
    const { deviceId } = ada.all('connected')[0];
    assert.deepEqual(client.all('chat:signal')[0], { userId: ada.userId, deviceId, ...signal(chat, 'one') });
  }
  assert.deepEqual(texts(ada, chat), []);
});

situation('a signal reaches the other devices of its sender', async (scene) => {
  const chat = await scene.chat(['ada', 'bob']);
  const ada = await scene.connect('ada');
  const laptop = await scene.connect('ada', 'laptop');
  await ada.succeed('chat:signal', signal(chat, 'own'));
  await laptop.next('chat:signal');
  assert.deepEqual(texts(laptop, chat), ['own']);
  assert.deepEqual(texts(ada, chat), []);
});

situation('a device that was away is sent no signal', async (scene) => {
  const chat = await scene.chat(['ada', 'bob']);
  const [ada, bob] = await scene.connectAll('ada', 'bob');
  await bob.drop();
  await ada.succeed('chat:signal', signal(chat, 'missed'));
  await ada.say(chat, 'kept');
  assert.equal(await bob.back(), true);
  await bob.next('message:new');
  await ada.succeed('chat:signal', signal(chat, 'live'));
  await bob.next('chat:signal');
  assert.deepEqual(texts(bob, chat), ['live']);
});

situation('a signal counts as no message', async (scene) => {
  const chat = await scene.chat(['ada', 'bob']);
  const [ada, bob] = await scene.connectAll('ada', 'bob');
  await ada.succeed('chat:signal', signal(chat, 'now'));
  await bob.next('chat:signal');
  const { unread, headSeq, lastMessage } = await bob.listed(chat);
  assert.deepEqual([unread, headSeq, lastMessage], [0, 0, undefined]);
});

situation('a signal has bounds', async (scene) => {
  const chat = await scene.chat(['ada', 'bob']);
  const [ada, eve] = await scene.connectAll('ada', 'eve');
  await ada.succeed('chat:signal', signal(chat, 'x'.repeat(16 * 1024), 't'.repeat(64)));
  for (const wrong of [
    signal(chat, 'x'.repeat(16 * 1024 + 1)),
    signal(chat, 'x', 't'.repeat(65)),
    signal(chat, 'x', ''),
    signal(chat, 'x', 'no spaces'),
    { chatId: chat, type: 'key' },
    { chatId: chat, encryptedContent: 'x' },
  ]) {
    await ada.refused('INVALID_PAYLOAD', 'chat:signal', wrong);
  }
  await eve.refused('CHAT_NOT_FOUND', 'chat:signal', signal(chat, 'x'));
  await ada.refused('CHAT_NOT_FOUND', 'chat:signal', signal(`${chat}-unknown`, 'x'));
});

situation('signals have a limit of their own', async (scene) => {
  const chat = await scene.chat(['ada', 'bob']);
  const ada = await scene.connect('ada');
  const answers = await Promise.all(Array.from({ length: LIMIT + 1 }, (_, k) => ada.ask('chat:signal', signal(chat, `${k}`))));
  assert.deepEqual(answers.slice(0, LIMIT).filter(({ success }) => !success), []);
  const { error, retryAfterMs } = answers.at(-1);
  assert.equal(error, 'RATE_LIMIT_EXCEEDED');
  assert.ok(retryAfterMs > 0 && retryAfterMs <= 60_000, `${retryAfterMs}`);
});

await play();
