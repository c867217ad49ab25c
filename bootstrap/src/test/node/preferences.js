// Mutes and blocks, at one instance or at several: each device is at another one. Fails with the
// first expectation that does not hold, and writes `done` if all do.
import assert from 'node:assert/strict';
import { io } from 'socket.io-client';
import { token, until } from './support.js';

const ports = process.argv.slice(2);
const PATIENCE_MS = 20_000;
const chatId = 'common';
const clients = [];

async function client(userId, deviceId = 'phone', chat = chatId) {
  const auth = await token(ports[0], userId, deviceId);
  const port = ports[clients.length % ports.length];
  const socket = io(`http://localhost:${port}`, { auth, forceNew: true });
  const told = [];
  socket.onAny((event, payload) => told.push({ event, ...payload }));
  await new Promise((resolve) => socket.once('sync:complete', resolve));
  const ask = (event, payload) => socket.timeout(PATIENCE_MS).emitWithAck(event, payload);
  const one = {
    userId,
    socket,
    ask,
    async succeed(event, payload) {
      const answer = await ask(event, payload);
      assert.equal(answer.success, true, `${userId}: ${event}: ${JSON.stringify(answer)}`);
      return answer;
    },
    async refused(event, payload, code, words) {
      const answer = await ask(event, payload);
      assert.equal(answer.success, false, `${userId}: ${event}: ${JSON.stringify(payload)}`);
      assert.equal(answer.error, code);
      assert.equal(answer.event, event);
      assert.match(answer.message, words);
      return answer;
    },
    all: (event) => told.filter((each) => each.event === event),
    calls: () =>
      told
        .filter((each) => each.event.startsWith('call:'))
        .map(({ event, callId, reason }) => [event, callId, reason].filter(Boolean).join(' ')),
    // Waits for the last payload of an event to hold these fields.
    async last(event, fields) {
      const holds = () =>
        Object.entries(fields).every(([name, value]) => this.all(event).at(-1)?.[name] === value);
      await until(() => this.all(event).length && holds(), PATIENCE_MS);
      assert.ok(holds(), `${userId}: ${event} ${JSON.stringify(fields)} of ${JSON.stringify(told)}`);
    },
    async sees(call) {
      await until(() => this.calls().at(-1) === call, PATIENCE_MS);
      assert.equal(this.calls().at(-1), call, `${userId}: ${this.calls()}`);
    },
  };
  clients.push(one);
  await one.succeed('chat:join', { chatId: chat });
  return one;
}

async function send(from, encryptedContent, more = {}, chat = chatId) {
  const message = { chatId: chat, encryptedContent, messageType: 'text', ...more };
  return (await from.succeed('message:new', message)).message.id;
}

const mention = (...users) => ({ metadata: { mentions: users } });

async function pending(of) {
  return (await of.succeed('notification:get-pending', {})).notifications.map(({ type }) => type);
}

async function call(from, to, callId) {
  const [callType, offer] = ['audio', { sdp: 'offer' }];
  await from.succeed('call:initiate', { callId, targetUserId: to.userId, callType, offer });
}

async function muteRefusals(bob) {
  await bob.refused('chat:mute', {}, 'INVALID_PAYLOAD', /^chatId must/);
  for (const end of ['tomorrow', 5, '2026-01-01', {}, '+10000-01-01T00:00:00Z']) {
    await bob.refused('chat:mute', { chatId, until: end }, 'INVALID_PAYLOAD', /^until must/);
  }
  const until = '2100-01-01T00:00:00Z';
  for (const end of [until, null]) {
    await bob.refused('chat:mute', { chatId: 'of-others', until: end }, 'CHAT_NOT_FOUND', /./);
  }
}

async function mutes() {
  const [ada, bob, laptop] = [await client('ada'), await client('bob'), await client('bob', 'pc')];
  await muteRefusals(bob);
  const until = '2100-01-01T00:00:00.000Z';
  const muted = { success: true, mutedUntil: until };
  assert.deepEqual(await bob.ask('chat:mute', { chatId, until: '2100-01-01T01:00:00+01:00' }), muted);
  await laptop.last('chat:muted', { chatId, mutedUntil: until });
  const own = await send(bob, 'mine');
  await send(ada, 'answer', { replyToId: own });
  await ada.succeed('reaction:new', { chatId, messageId: own, reaction: 'x' });
  await send(ada, 'mentions', { ...mention('bob'), replyToId: own });
  await bob.last('notification:new', { type: 'mention' });
  assert.deepEqual(await pending(bob), ['mention']);
  assert.equal(bob.all('notification:new').length, 1);
  for (const end of [{ until: '2020-01-01T00:00:00Z' }, { until: null }, {}]) {
    await bob.succeed('chat:mute', { chatId, until });
    await laptop.last('chat:muted', { mutedUntil: until });
    assert.deepEqual(await bob.ask('chat:mute', { chatId, ...end }), { success: true });
    await laptop.last('chat:muted', { chatId, mutedUntil: undefined });
  }
  await send(ada, 'answer', { replyToId: own });
  await bob.last('notification:new', { type: 'reply' });
  assert.equal(bob.all('chat:muted').length + ada.all('chat:muted').length, 0);
}

async function pushes() {
  const chat = 'of-the-absent';
  const enter = (userId) => client(userId, 'phone', chat);
  const [muting, blocking] = [await enter('muting'), await enter('blocking')];
  const [dora, eve] = [await enter('dora'), await enter('eve')];
  await muting.succeed('chat:mute', { chatId: chat, until: '2100-01-01T00:00:00Z' });
  await blocking.succeed('user:block', { userId: 'eve' });
  await muting.succeed('user:block', { userId: 'eve' });
  for (const one of [muting, blocking]) {
    one.socket.disconnect();
  }
  await dora.succeed('presence:subscribe', { userIds: ['muting', 'blocking'] });
  const offline = () => dora.all('presence:update').filter(({ status }) => status === 'offline');
  await until(() => offline().length >= 2, PATIENCE_MS);
  await send(eve, 'of the blocked one', mention('blocking', 'muting'), chat);
  await send(dora, 'of another', {}, chat);
  await send(dora, 'mentions', mention('muting'), chat);
}

async function blockRefusals(ada) {
  for (const event of ['user:block', 'user:unblock']) {
    await ada.refused(event, {}, 'INVALID_PAYLOAD', /^userId must/);
    await ada.refused(event, { userId: 'no blanks' }, 'INVALID_PAYLOAD', /^userId must/);
  }
  await ada.refused('user:block', { userId: ada.userId }, 'INVALID_PAYLOAD', /^userId must/);
}

async function blocks() {
  const [ada, laptop] = [await client('anna'), await client('anna', 'pc')];
  const [bob, carl] = [await client('ben'), await client('carl')];
  await blockRefusals(ada);
  assert.deepEqual(await ada.ask('user:blocked', {}), { success: true, userIds: [] });
  for (const one of [bob, carl]) {
    await one.succeed('presence:subscribe', { userIds: ['anna'] });
    await one.last('presence:update', { status: 'online' });
  }
  for (let i = 0; i < 2; i++) {
    assert.deepEqual(await ada.ask('user:block', { userId: 'ben' }), { success: true });
  }
  await laptop.last('user:block', { userId: 'ben' });
  assert.deepEqual((await laptop.succeed('user:blocked')).userIds, ['ben']);
  await bob.last('presence:update', { status: 'offline' });
  const { lastSeen } = bob.all('presence:update').at(-1);
  await ada.succeed('presence:update', { status: 'busy', customStatus: 'lunch' });
  await carl.last('presence:update', { status: 'busy' });
  const late = await client('ben', 'pc');
  const [seen] = (await late.succeed('presence:subscribe', { userIds: ['anna'] })).presences;
  assert.deepEqual(seen, { userId: 'anna', status: 'offline', lastSeen });
  await messagesOfTheBlockedOne(ada, bob, carl);
  assert.deepEqual(await ada.ask('user:unblock', { userId: 'ben' }), { success: true });
  await laptop.last('user:unblock', { userId: 'ben' });
  for (const one of [bob, late]) {
    await one.last('presence:update', { status: 'busy', customStatus: 'lunch' });
  }
  const statuses = bob.all('presence:update').map(({ status }) => status);
  assert.deepEqual(statuses, ['online', 'offline', 'busy']);
  assert.deepEqual((await ada.succeed('user:blocked', {})).userIds, []);
  await ada.succeed('user:unblock', { userId: 'ben' });
  assert.equal(ada.all('user:block').length + bob.all('user:block').length, 0);
}

async function messagesOfTheBlockedOne(ada, bob, carl) {
  const own = await send(ada, 'mine');
  await send(bob, 'answer', { replyToId: own });
  await bob.succeed('reaction:new', { chatId, messageId: own, reaction: 'x' });
  await send(bob, 'mentions', mention('anna'));
  await ada.last('message:new', { event: 'message:new' });
  await send(carl, 'answer', { replyToId: own });
  await ada.last('notification:new', { fromUserId: 'carl' });
  assert.deepEqual(await pending(ada), ['reply']);
  assert.equal(ada.all('notification:new').length, 1);
  // A notification may overtake its message.
  await until(() => ada.all('message:new').length >= 3, PATIENCE_MS);
  assert.equal(ada.all('message:new').length, 3);
}

async function calls() {
  const [gina, tablet] = [await client('gina'), await client('gina', 'pc')];
  const [hugo, ivan] = [await client('hugo'), await client('ivan')];
  await call(hugo, gina, 'ringing');
  await tablet.sees('call:incoming ringing');
  await gina.sees('call:incoming ringing');
  await gina.succeed('user:block', { userId: 'hugo' });
  for (const one of [gina, tablet, hugo]) {
    await one.sees('call:end ringing not-allowed');
  }
  await gina.succeed('user:unblock', { userId: 'hugo' });
  await call(hugo, gina, 'answered');
  await gina.sees('call:incoming answered');
  await gina.succeed('call:answer', { callId: 'answered', answer: { sdp: 'answer' } });
  await hugo.sees('call:answer answered');
  await gina.succeed('user:block', { userId: 'hugo' });
  for (const one of [gina, hugo]) {
    await one.sees('call:end answered not-allowed');
  }
  const before = tablet.calls().length;
  // The blocker is busy with another, but the blocked caller is told nothing of that.
  await call(ivan, gina, 'of-another');
  await tablet.sees('call:incoming of-another');
  const begin = Date.now();
  await call(hugo, gina, 'blocked');
  const acts = [
    ['call:answer', { callId: 'blocked', answer: {} }],
    ['call:reject', { callId: 'blocked' }],
    ['call:end', { callId: 'blocked' }],
  ];
  for (const [event, payload] of acts) {
    await gina.refused(event, payload, 'CALL_NOT_FOUND', /./);
  }
  await hugo.sees('call:end blocked no-answer');
  assert.ok(Date.now() - begin >= 4_000);
  await ivan.sees('call:end of-another no-answer');
  await gina.last('notification:new', { type: 'call_missed', fromUserId: 'ivan' });
  await call(hugo, gina, 'cancelled');
  await hugo.succeed('call:end', { callId: 'cancelled' });
  await call(ivan, gina, 'last');
  await tablet.sees('call:incoming last');
  const heard = ['call:incoming of-another', 'call:end of-another no-answer', 'call:incoming last'];
  assert.deepEqual(tablet.calls().slice(before), heard);
  assert.deepEqual(await pending(gina), ['call_missed']);
}

async function limits() {
  const judy = await client('judy');
  const asked = [
    ['chat:mute', { chatId, until: null }],
    ['user:block', { userId: 'nobody' }],
    ['user:unblock', { userId: 'nobody' }],
    ['user:blocked', {}],
  ];
  for (const [event, payload] of asked) {
    await Promise.all(Array.from({ length: 60 }, () => judy.succeed(event, payload)));
    const refusal = await judy.refused(event, payload, 'RATE_LIMIT_EXCEEDED', /./);
    assert.ok(refusal.retryAfterMs > 0);
  }
}

for (const scene of [mutes, pushes, blocks, calls, limits]) {
  await scene();
  console.log(scene.name);
}
clients.forEach(({ socket }) => socket.disconnect());
console.log('done');
