// Deleted is deleted: no content of a deleted or expired message stays in Redis (contract, "State and
// changes"). On memory there is nothing to search from here.
//
// Arguments: as for a scene; the port of Redis, if there is one; the beginning of each content.
import assert from 'node:assert/strict';
import { call, play, situation } from './scene.js';
import { keysWith } from './redis.js';

const redis = Number(process.argv[4]);
const GONE = `${process.argv[5] ?? 'content'}-of-the-gone`;
const KEPT = `${process.argv[5] ?? 'content'}-of-the-kept`;

const isAnybodyAway = process.argv[5] === undefined;

async function places(content) {
  return redis ? keysWith(redis, content) : [];
}

async function isGone(content) {
  assert.deepEqual(await places(content), []);
}

// A message to a chat with devices that are away: one left, one lost its connection and can recover.
async function written(scene, content, more) {
  const chat = await scene.chat(['ada', 'bob', 'cleo']);
  const [ada, bob, cleo] = await scene.connectAll('ada', 'bob', 'cleo');
  const sent = await ada.say(chat, content, {
    metadata: { mentions: [bob.userId, cleo.userId], secret: content },
    tempId: 't',
    ...more,
  });
  await Promise.all([bob, cleo].map((client) => client.next('message:new')));
  if (isAnybodyAway) {
    await cleo.leave();
  }
  const target = { chatId: chat, messageId: sent.id };
  await bob.succeed('reaction:new', { ...target, reaction: 'x' });
  await bob.say(chat, 'reply', { replyToId: sent.id });
  if (isAnybodyAway) {
    await bob.drop();
  }
  if (redis) {
    assert.notDeepEqual(await places(content), []);
  }
  return { ada, bob, target };
}

// The devices that were away find no content either.
async function nobodyFindsIt(scene, { ada, bob, target }, content) {
  if (isAnybodyAway) {
    await bob.back();
    assert.ok(!JSON.stringify(bob.seen).includes(content), JSON.stringify(bob.seen));
  }
  const cleo = await scene.connect('cleo');
  assert.ok(!JSON.stringify(cleo.seen).includes(content), JSON.stringify(cleo.seen));
  const answers = [
    await ada.ask('chat:sync', { chatId: target.chatId, afterSeq: 0 }),
    await ada.ask('chat:state', { chatId: target.chatId }),
    await ada.ask('chat:list', {}),
    await bob.ask('notification:get-pending'),
    await ada.ask('message:new', { ...target, encryptedContent: 'other', messageType: 'text', tempId: 't' }),
  ];
  assert.ok(!JSON.stringify(answers).includes(content));
  await isGone(content);
}

situation('a deleted message is nowhere, at once', async (scene) => {
  const content = `${GONE}-deleted`;
  const all = await written(scene, content);
  await all.ada.succeed('message:delete', all.target);
  await isGone(content);
  await nobodyFindsIt(scene, all, content);
});

situation('a message that a back-end deletes is nowhere', async (scene) => {
  const content = `${GONE}-by-a-back-end`;
  const all = await written(scene, content);
  await call('DELETE', `/api/chats/${all.target.chatId}/messages/${all.target.messageId}`);
  await isGone(content);
});

situation('an expired message is nowhere', async (scene) => {
  const content = `${GONE}-expired`;
  const all = await written(scene, content, { expiresInMs: 3_000 });
  const { deletedAt } = await all.ada.next('message:deleted');
  assert.ok(Date.now() - Date.parse(deletedAt) < 10_000);
  await isGone(content);
  await nobodyFindsIt(scene, all, content);
});

situation('no version of an edited and deleted message is anywhere', async (scene) => {
  const content = `${GONE}-version`;
  const all = await written(scene, `${content}-1`);
  for (const version of [2, 3]) {
    const encryptedContent = `${content}-${version}`;
    await all.ada.succeed('message:edit', { ...all.target, encryptedContent, metadata: { version } });
  }
  await isGone(`${content}-1`);
  await all.ada.succeed('message:delete', all.target);
  await nobodyFindsIt(scene, all, content);
});

situation('the messages of a deleted chat are nowhere', async (scene) => {
  const content = `${GONE}-with-its-chat`;
  const { target } = await written(scene, content);
  await call('DELETE', `/api/chats/${target.chatId}`);
  await isGone(content);
});

situation('other messages stay', async (scene) => {
  const { ada } = await written(scene, KEPT);
  assert.ok(ada);
});

await play();
