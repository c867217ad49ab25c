// The state of a chat, asked for and sent on a return (contract, row chat:state, "State and
// changes": whoever returns knows everything).
import assert from 'node:assert/strict';
import { call, play, situation } from './scene.js';

const EMPTY = { receipts: [], reactions: [], updated: [], deleted: [] };

// What a state says, without times.
function said({ receipts, reactions, updated, deleted, chat }) {
  return {
    receipts: receipts.map(({ userId, deliveredSeq, readSeq }) => [userId, deliveredSeq, readSeq]).sort(),
    reactions: reactions.map(({ messageId, reactions }) => [messageId, reactions]),
    updated: updated.map(({ message }) => [message.id, message.encryptedContent, message.version]),
    deleted: deleted.map(({ messageId, reason }) => [messageId, reason]),
    name: chat?.name,
    members: chat?.members,
  };
}

// Three messages of ada, which bob has.
async function conversation(scene) {
  const chat = await scene.chat(['ada', 'bob'], { name: 'old' });
  const [ada, bob] = await scene.connectAll('ada', 'bob');
  const sent = [await ada.say(chat, 'one'), await ada.say(chat, 'two'), await ada.say(chat, 'three')];
  await bob.next('message:new', ({ message }) => message.seq === 3);
  await bob.delivered(sent[2]);
  await ada.next('message:delivered');
  return { chat, ada, bob, sent };
}

// Everything that can change beside a new message.
async function change(scene, { chat, ada, bob, sent }, author) {
  await bob.read(sent[1]);
  await bob.succeed('reaction:new', { chatId: chat, messageId: sent[0].id, reaction: 'x' });
  await author.succeed('message:edit', { chatId: chat, messageId: sent[1].id, encryptedContent: 'edited' });
  await author.succeed('message:delete', { chatId: chat, messageId: sent[2].id });
  await scene.chat(['ada', 'bob', 'cleo'], { id: chat, name: 'new' });
  return {
    receipts: [[bob.userId, 3, 2]],
    reactions: [[sent[0].id, [{ userId: bob.userId, reaction: 'x' }]]],
    updated: [[sent[1].id, 'edited', 1]],
    deleted: [[sent[2].id, 'deleted']],
    name: 'new',
    members: ['ada', 'bob', 'cleo'].map((name) => scene.user(name)).sort(),
  };
}

situation('without a revision, all of it', async (scene) => {
  const all = await conversation(scene);
  const expected = await change(scene, all, all.ada);
  const state = await all.ada.succeed('chat:state', { chatId: all.chat });
  const { receipts, ...rest } = said(state);
  const { receipts: ofBob, ...others } = expected;
  assert.deepEqual(rest, others);
  assert.deepEqual(receipts.find(([userId]) => userId === all.bob.userId), ofBob[0]);
  assert.equal(state.rev, (await all.ada.listed(all.chat)).rev);
});

situation('with a revision, what differs', async (scene) => {
  const all = await conversation(scene);
  const { rev: sinceRev } = await all.ada.listed(all.chat);
  const nothing = await all.ada.succeed('chat:state', { chatId: all.chat, sinceRev });
  assert.deepEqual(nothing, { success: true, chatId: all.chat, sinceRev, rev: sinceRev, ...EMPTY });
  const expected = await change(scene, all, all.ada);
  const state = await all.ada.succeed('chat:state', { chatId: all.chat, sinceRev });
  assert.deepEqual(said(state), expected);
  assert.ok(state.rev > sinceRev);
  const again = await all.ada.succeed('chat:state', { chatId: all.chat, sinceRev: state.rev });
  assert.deepEqual(said(again), said({ ...EMPTY }));
});

situation('what differs, not every step', async (scene) => {
  const { chat, ada, bob, sent } = await conversation(scene);
  const { rev: sinceRev } = await ada.listed(chat);
  const target = { chatId: chat, messageId: sent[0].id };
  for (const reaction of ['a', 'b', 'c']) {
    await bob.succeed('reaction:new', { ...target, reaction });
  }
  await bob.succeed('reaction:remove', { ...target, reaction: 'c' });
  for (const encryptedContent of ['1', '2']) {
    await ada.succeed('message:edit', { ...target, encryptedContent });
  }
  const { reactions, updated } = await ada.succeed('chat:state', { chatId: chat, sinceRev });
  assert.deepEqual(reactions, [{ messageId: sent[0].id, reactions: [] }]);
  assert.deepEqual(updated.map(({ message }) => message.encryptedContent), ['2']);
});

situation('a revision that the chat has not had counts as the first one', async (scene) => {
  const all = await conversation(scene);
  const { chat } = await all.bob.succeed('chat:state', { chatId: all.chat, sinceRev: 1_000_000 });
  assert.equal(chat.name, 'old');
});

situation('the revision grows with every change', async (scene) => {
  const all = await conversation(scene);
  const { chat, ada, bob, sent } = all;
  const target = { chatId: chat, messageId: sent[0].id };
  const changes = [
    () => ada.say(chat, 'x'),
    () => ada.succeed('message:edit', { ...target, encryptedContent: 'y' }),
    () => bob.succeed('reaction:new', { ...target, reaction: 'x' }),
    () => bob.succeed('reaction:remove', { ...target, reaction: 'x' }),
    () => bob.read(sent[2]),
    () => ada.succeed('message:delete', target),
    () => call('PUT', `/api/chats/${chat}`, { name: 'other' }),
    () => call('PUT', `/api/chats/${chat}/members/${scene.user('cleo')}`),
    () => call('DELETE', `/api/chats/${chat}/members/${scene.user('cleo')}`),
  ];
  let { rev } = await ada.listed(chat);
  for (const [i, run] of changes.entries()) {
    await run();
    const now = (await ada.listed(chat)).rev;
    assert.ok(now > rev, `change ${i}: ${now}`);
    rev = now;
  }
  await bob.read(sent[0]);
  await call('PUT', `/api/chats/${chat}`, { name: 'other' });
  assert.equal((await ada.listed(chat)).rev, rev);
});

situation('a state is refused to others, and names a bad field', async (scene) => {
  const { chat, ada } = await conversation(scene);
  const eve = await scene.connect('eve');
  await eve.refused('CHAT_NOT_FOUND', 'chat:state', { chatId: chat });
  await eve.refused('CHAT_NOT_FOUND', 'chat:state', { chatId: 'none' });
  const { message } = await ada.refused('INVALID_PAYLOAD', 'chat:state', { chatId: chat, sinceRev: -1 });
  assert.ok(message.startsWith('sinceRev'), message);
});

// The ways to come back. Each gives the client that has come back; what it sees from then on is in
// `seen`.
const WAYS = {
  'its session': {
    leave: (ada) => ada.drop(),
    async back(scene, ada) {
      assert.equal(await ada.back(), true);
      return ada;
    },
  },
  'cursors with a revision': {
    leave: (ada) => ada.leave(),
    back: (scene, ada, { chat, seq, rev }) => scene.connect('ada', 'phone', { cursors: { [chat]: { seq, rev } } }),
  },
  'cursors as text': {
    leave: (ada) => ada.leave(),
    back: (scene, ada, { chat, seq, rev }) =>
      scene.connect('ada', 'phone', { cursors: JSON.stringify({ [chat]: { seq, rev } }) }),
  },
  'cursors without a revision': {
    leave: (ada) => ada.leave(),
    back: (scene, ada, { chat, seq }) => scene.connect('ada', 'phone', { cursors: { [chat]: seq } }),
  },
  'its device': {
    async leave(ada, sent) {
      await ada.delivered(sent);
      await ada.leave();
    },
    back: (scene) => scene.connect('ada'),
  },
};

for (const [way, { leave, back }] of Object.entries(WAYS)) {
  situation(`a return by ${way} tells everything that has changed`, async (scene) => {
    const all = await conversation(scene);
    const { chat, ada, bob, sent } = all;
    const tablet = await scene.connect('ada', 'tablet');
    const { rev } = await ada.listed(chat);
    await leave(ada, sent[2]);
    const expected = await change(scene, all, tablet);
    await bob.say(chat, 'four');
    const returned = await back(scene, ada, { chat, seq: 3, rev });
    const events = returned.seen.map(({ event }) => event);
    assert.deepEqual(returned.all('message:new', chat).map(({ message }) => message.seq), [4]);
    const states = returned.all('chat:state', chat);
    assert.equal(states.length, 1, JSON.stringify(returned.seen));
    assert.ok(events.indexOf('message:new') < events.indexOf('chat:state'));
    assert.ok(events.indexOf('chat:state') < events.indexOf('sync:complete'));
    const { receipts, ...rest } = said(states[0]);
    const { receipts: ofBob, ...others } = expected;
    assert.deepEqual(rest, others);
    assert.deepEqual(receipts.filter(([userId]) => userId === bob.userId), ofBob);
    assert.equal(states[0].rev, (await returned.listed(chat)).rev);
  });

  situation(`a return by ${way} brings calls, notifications and read places`, async (scene) => {
    const { chat, ada, bob, sent } = await conversation(scene);
    const tablet = await scene.connect('ada', 'tablet');
    const unread = await bob.say(chat, 'four');
    await ada.next('message:new', ({ message }) => message.seq === 4);
    const { rev } = await ada.listed(chat);
    const offer = { type: 'offer', sdp: 'x' };
    const { callId } = await bob.succeed('call:initiate', { targetUserId: ada.userId, callType: 'audio', offer });
    await ada.next('call:incoming');
    await leave(ada, unread);
    await bob.succeed('call:end', { callId });
    await tablet.read(unread);
    const mention = await bob.say(chat, 'five', { metadata: { mentions: [ada.userId] } });
    const returned = await back(scene, ada, { chat, seq: 4, rev });
    const events = returned.seen.map(({ event }) => event);
    const before = (event) => assert.ok(events.includes(event) && events.indexOf(event) < events.indexOf('sync:complete'), `${events}`);
    before('call:end');
    before('chat:state');
    before('notification:new');
    assert.equal(returned.all('call:end')[0].callId, callId);
    const pending = returned.all('notification:new').map(({ type, messageId }) => messageId ?? type);
    assert.ok(pending.includes(mention.id) && pending.includes('call_missed'), `${pending}`);
    const receipts = said(returned.all('chat:state', chat)[0]).receipts;
    assert.equal(receipts.find(([userId]) => userId === ada.userId)[2], 4);
  });

  situation(`a return by ${way} names a chat with very many changes`, async (scene) => {
    const { chat, ada, bob, sent } = await conversation(scene);
    const more = await Promise.all(Array.from({ length: 200 }, (_, i) => bob.say(chat, `${i}`)));
    await ada.next('message:new', ({ message }) => message.seq === 203);
    const { rev } = await ada.listed(chat);
    const last = more.find(({ seq }) => seq === 203);
    await leave(ada, last);
    const target = (message) => ({ chatId: chat, messageId: message.id, reaction: 'x' });
    await Promise.all([...sent, ...more].map((message) => bob.succeed('reaction:new', target(message))));
    const returned = await back(scene, ada, { chat, seq: 203, rev });
    assert.deepEqual(returned.all('sync:complete')[0].stale, [chat]);
    assert.deepEqual(returned.all('chat:state', chat), []);
    const { reactions, hasMore } = await returned.succeed('chat:state', { chatId: chat, sinceRev: rev });
    assert.deepEqual([reactions.length, hasMore], [203, undefined]);
  });

  situation(`a return by ${way} to an unchanged chat says nothing of it`, async (scene) => {
    const { chat, ada, sent } = await conversation(scene);
    await ada.read(sent[2]);
    await ada.delivered(sent[2]);
    const { rev } = await ada.listed(chat);
    await leave(ada, sent[2]);
    const returned = await back(scene, ada, { chat, seq: 3, rev });
    // The revision of a place in the messages is that of the message there, which is safe.
    if (way !== 'cursors without a revision' && way !== 'its device') {
      assert.deepEqual(returned.all('chat:state', chat), []);
    }
    assert.deepEqual(returned.all('message:new', chat), []);
  });

  situation(`after a return by ${way}, changes are live`, async (scene) => {
    const { chat, ada, bob, sent } = await conversation(scene);
    const { rev } = await ada.listed(chat);
    await leave(ada, sent[2]);
    const returned = await back(scene, ada, { chat, seq: 3, rev });
    await bob.read(sent[2]);
    await returned.next('message:read');
    await bob.succeed('reaction:new', { chatId: chat, messageId: sent[0].id, reaction: 'x' });
    await returned.next('reaction:new');
  });
}

situation('an expired message is deleted in the state of a return', async (scene) => {
  const chat = await scene.chat(['ada', 'bob']);
  const [ada, bob] = await scene.connectAll('ada', 'bob');
  const sent = await ada.say(chat, 'x', { expiresInMs: 1_000 });
  await bob.next('message:new');
  await bob.drop();
  await ada.next('message:deleted');
  assert.equal(await bob.back(), true);
  assert.deepEqual(said(bob.all('chat:state', chat)[0]).deleted, [[sent.id, 'expired']]);
});

situation('of more than 1,000 messages, a state has the newest', async (scene) => {
  const chat = await scene.chat(['ada']);
  const ada = await scene.connect('ada');
  const sent = [];
  for (let i = 0; i < 1_001; i += 91) {
    sent.push(...(await Promise.all(Array.from({ length: 91 }, (_, k) => ada.say(chat, `${i + k}`)))));
  }
  const [oldest, next] = sent.toSorted((one, other) => one.seq - other.seq);
  for (const { id } of [oldest, next]) {
    await ada.succeed('reaction:new', { chatId: chat, messageId: id, reaction: 'x' });
  }
  const { reactions } = await ada.succeed('chat:state', { chatId: chat });
  assert.deepEqual(reactions.map(({ messageId }) => messageId), [next.id]);
  const since = await ada.succeed('chat:state', { chatId: chat, sinceRev: 1_001 });
  assert.deepEqual(since.reactions.map(({ messageId }) => messageId).toSorted(), [oldest.id, next.id].toSorted());
});

situation('of more than 100 receipts, a state has those that changed last', async (scene) => {
  const names = Array.from({ length: 102 }, (_, i) => `member-${i}`);
  const chat = await scene.chat(['ada', ...names]);
  const ada = await scene.connect('ada');
  const { id } = await ada.say(chat, 'x');
  for (const name of names) {
    const member = await scene.connect(name);
    await member.succeed('message:delivered', { chatId: chat, messageId: id });
    await member.leave();
  }
  const { receipts, moreReceipts } = await ada.succeed('chat:state', { chatId: chat });
  assert.deepEqual([receipts.length, moreReceipts], [100, true]);
  const told = receipts.map(({ userId }) => userId).toSorted();
  assert.deepEqual(told, names.slice(2).map((name) => scene.user(name)).toSorted());
});

situation('a session that is not known is not recovered, and all is told', async (scene) => {
  const { chat, ada, bob, sent } = await conversation(scene);
  await ada.delivered(sent[2]);
  await ada.drop();
  await bob.read(sent[2]);
  ada.socket._pid = 'unknown';
  assert.equal(await ada.back(), false);
  const state = ada.all('chat:state', chat).at(-1);
  assert.deepEqual(said(state).receipts.find(([userId]) => userId === bob.userId), [bob.userId, 3, 3]);
});

await play();
