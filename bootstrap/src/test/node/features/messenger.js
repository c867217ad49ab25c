// The client of `clients/typescript`, beside clients that do everything by hand.
import assert from 'node:assert/strict';
import { Messenger } from '@sup-messenger/client';
import { token, until } from '../support.js';
import { call, play, situation } from './scene.js';

const port = Number(process.argv[2].split(',')[0]);
const PATIENCE_MS = 15_000;

class Memory {
  items = new Map();
  getItem = async (name) => this.items.get(name) ?? null;
  setItem = async (name, text) => this.items.set(name, text);
}

async function messenger(scene, name, options = {}) {
  const give = async () => (await token(port, scene.user(name), options.deviceId)).token;
  const one = new Messenger(`http://localhost:${port}`, { token: give, ...options });
  scene.clients.push(one);
  await sees(one, ({ status }) => status === 'live');
  return one;
}

async function sees(one, condition) {
  await until(() => condition(one.state), PATIENCE_MS);
  assert.ok(condition(one.state), JSON.stringify([...one.state.chats]));
}

const texts = (one, chat) => one.state.chats.get(chat)?.messages.map(({ message }) => message.encryptedContent) ?? [];
const unread = (one, chat) => one.state.chats.get(chat)?.unread;

situation('messages, edits, deletions and reactions are one state', async (scene) => {
  const chat = await scene.chat(['ada', 'bob'], { name: 'Crew' });
  const [ada, bob] = [await messenger(scene, 'ada'), await messenger(scene, 'bob')];
  const sent = await Promise.all(['one', 'two', 'three'].map((encryptedContent) =>
    ada.send({ chatId: chat, encryptedContent, messageType: 'text' })));
  assert.deepEqual(sent.map(({ seq }) => seq), [1, 2, 3]);
  await ada.edit({ chatId: chat, messageId: sent[0].id, encryptedContent: 'uno' });
  await ada.delete({ chatId: chat, messageId: sent[1].id });
  await ada.react('add', { chatId: chat, messageId: sent[2].id, reaction: 'x' });
  for (const one of [ada, bob]) {
    await sees(one, ({ chats }) => chats.get(chat)?.messages[2]?.reactions?.length === 1);
    assert.deepEqual(texts(one, chat), ['uno', undefined, 'three']);
    await sees(one, ({ chats }) => chats.get(chat).name === 'Crew');
  }
});

situation('an author sees who has received and read', async (scene) => {
  const chat = await scene.chat(['ada', 'bob']);
  const [ada, bob] = [await messenger(scene, 'ada'), await messenger(scene, 'bob')];
  await ada.send({ chatId: chat, encryptedContent: 'x', messageType: 'text' });
  const receipt = () => ada.state.chats.get(chat).receipts.get(scene.user('bob'));
  await sees(ada, () => receipt()?.deliveredSeq === 1);
  await bob.read(chat);
  await sees(ada, () => receipt().readSeq === 1);
});

situation('unread counts are those of the service', async (scene) => {
  const chat = await scene.chat(['ada', 'bob']);
  const hand = await scene.connect('ada');
  for (let i = 0; i < 120; i++) await hand.say(chat, `${i}`);
  const bob = await messenger(scene, 'bob');
  const other = await messenger(scene, 'bob', { deviceId: 'other' });
  await hand.say(chat, 'silent', { silent: true });
  for (const one of [bob, other]) await sees(one, () => unread(one, chat) === 120);
  await bob.send({ chatId: chat, encryptedContent: 'own', messageType: 'text' });
  await hand.say(chat, 'last');
  for (const one of [bob, other]) await sees(one, () => unread(one, chat) === 121);
  await bob.read(chat);
  for (const one of [bob, other]) await sees(one, () => unread(one, chat) === 0);
});

situation('the history comes page by page', async (scene) => {
  const chat = await scene.chat(['ada', 'bob']);
  const hand = await scene.connect('ada');
  const all = Array.from({ length: 30 }, (_, i) => `${i}`);
  for (const text of all) await hand.read(await hand.say(chat, text));
  const ada = await messenger(scene, 'ada', { deviceId: 'other' });
  assert.equal(await ada.older(chat, 10), true);
  assert.deepEqual(texts(ada, chat), all.slice(20));
  await ada.older(chat, 10);
  assert.equal(await ada.older(chat, 10), false);
  assert.deepEqual(texts(ada, chat), all);
});

situation('a device with a storage goes on where it was', async (scene) => {
  const chat = await scene.chat(['ada', 'bob']);
  const hand = await scene.connect('ada');
  const storage = new Memory();
  const bob = await messenger(scene, 'bob', { storage });
  await hand.say(chat, 'seen');
  await sees(bob, () => texts(bob, chat).length === 1);
  await until(() => storage.items.size > 0, PATIENCE_MS);
  bob.close();
  await hand.say(chat, 'missed');
  const back = await messenger(scene, 'bob', { storage });
  await sees(back, () => texts(back, chat).length > 0);
  assert.deepEqual(texts(back, chat), ['missed']);
  await back.older(chat);
  assert.deepEqual(texts(back, chat), ['seen', 'missed']);
});

situation('a refused message is not pending', async (scene) => {
  const chat = await scene.chat(['ada']);
  const eve = await messenger(scene, 'eve');
  const sent = eve.send({ chatId: chat, encryptedContent: '', messageType: 'text' });
  assert.equal(eve.state.chats.get(chat).pending.length, 1);
  await assert.rejects(sent, { code: 'INVALID_PAYLOAD' });
  assert.deepEqual(eve.state.chats.get(chat).pending, []);
  await sees(eve, ({ chats }) => !chats.has(chat));
});

situation('a chat that the user has left is gone', async (scene) => {
  const chat = await scene.chat(['ada', 'bob']);
  const [hand, bob] = [await scene.connect('ada'), await messenger(scene, 'bob')];
  await hand.say(chat, 'x');
  await sees(bob, ({ chats }) => chats.get(chat)?.unread === 1);
  await call('DELETE', `/api/chats/${chat}/members/${scene.user('bob')}`);
  await sees(bob, ({ chats }) => !chats.has(chat));
  await call('PUT', `/api/chats/${chat}/members/${scene.user('bob')}`);
  await hand.say(chat, 'y');
  await sees(bob, () => texts(bob, chat).length > 0);
  assert.deepEqual(texts(bob, chat), ['y']);
});

situation('a token is replaced before it ends', async (scene) => {
  const given = [];
  const give = async () => {
    const body = JSON.stringify({ userId: scene.user('ada'), ttlSeconds: 3 });
    const answer = await fetch(`http://localhost:${port}/dev/token`, { method: 'POST', body });
    given.push((await answer.json()).token);
    return given.at(-1);
  };
  const ada = await messenger(scene, 'ada', { token: give });
  const told = [];
  ada.socket.on('disconnect', (reason) => told.push(reason));
  ada.socket.onAnyOutgoing((event, payload) => event === 'auth:refresh' && told.push(payload.token));
  await until(() => told.length > 0, PATIENCE_MS);
  assert.deepEqual(told, given.slice(1));
});

situation('a call rings, is answered and ends', async (scene) => {
  await scene.chat(['ada', 'bob']);
  const [ada, bob] = [await messenger(scene, 'ada'), await messenger(scene, 'bob')];
  const { callId } = await ada.calls.begin({ targetUserId: scene.user('bob'), callType: 'audio', offer: { sdp: 'o' } });
  await sees(bob, ({ calls }) => calls[0]?.status === 'incoming' && calls[0].userId === scene.user('ada'));
  await bob.calls.answer({ callId, answer: { sdp: 'a' } });
  await sees(ada, ({ calls }) => calls[0]?.status === 'answered' && calls[0].answer.sdp === 'a');
  await ada.calls.end({ callId });
  for (const one of [ada, bob]) await sees(one, ({ calls }) => calls.length === 0);
});

await play();
