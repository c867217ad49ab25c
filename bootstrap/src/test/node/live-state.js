// Signals, calls and presence of four users, of whom one is invisible, at three instances or at
// one. Writes as JSON what each connection was told.
//
// Arguments: the ports of the instances, and that of a service API.
import { io } from 'socket.io-client';
import { token, until } from './support.js';

const [first, second, third, api] = process.argv.slice(2);
const PATIENCE_MS = 10_000;
const chatId = 'live-state';
const callId = 'call-1';

// What is told of an event.
const NOTES = {
  'chat:signal': ({ userId, deviceId, type, encryptedContent }, ...more) =>
    [userId, deviceId, type, encryptedContent, ...more].join(' '),
  'chat:member-joined': ({ userId }) => userId,
  'chat:member-left': ({ userId }) => userId,
  'message:typing': ({ userId }) => userId,
  'message:stop-typing': ({ userId }) => userId,
  'presence:update': ({ userId, status, customStatus }) =>
    [userId, status, customStatus].filter(Boolean).join(' '),
  'call:incoming': (call) => `${call.chatId} ${Date.parse(call.expiresAt) > Date.now()}`,
  'call:answer': () => '',
  'call:reject': ({ reason }) => reason,
  'call:end': ({ reason }) => reason,
  'call:ice-candidate': ({ candidate }) => candidate,
  'call:renegotiate': ({ description: { type, sdp } }) => [type, sdp].filter(Boolean).join(' '),
  'notification:new': ({ type, fromUserId }) => `${type} ${fromUserId}`,
};

async function client(port, userId, deviceId, more) {
  const auth = { ...(await token(port, userId, deviceId)), ...more };
  const socket = io(`http://localhost:${port}`, { auth, forceNew: true });
  const told = [];
  socket.onAny((event, payload, ...rest) => {
    // The offset comes last. Only a signal shows that it has none.
    const more = event === 'chat:signal' ? rest : [];
    if (NOTES[event]) {
      told.push(`${event} ${NOTES[event](payload, ...more)}`.trim());
    }
  });
  await new Promise((resolve) => socket.once('sync:complete', resolve));
  const answer = (event, payload) => socket.timeout(PATIENCE_MS).emitWithAck(event, payload);
  const ask = async (event, payload) => {
    const reply = await answer(event, payload);
    if (!reply.success) {
      throw new Error(`${userId}: ${event}: ${JSON.stringify(reply)}`);
    }
    return reply;
  };
  return { name: `${userId}-${deviceId}`, socket, told, ask, answer };
}

const has = async (one, text) => {
  await until(() => one.told.includes(text), PATIENCE_MS);
  if (!one.told.includes(text)) {
    throw new Error(`${one.name} lacks "${text}": ${JSON.stringify(one.told)}`);
  }
};

const ada = await client(first, 'ada', 'phone');
const bob = await client(second, 'bob', 'phone');
const carl = await client(third, 'carl', 'phone');
for (const one of [ada, bob, carl]) {
  await one.ask('chat:join', { chatId });
}
// After the join of its user, so that all is live on it when it has connected.
const laptop = await client(third, 'bob', 'laptop');
await has(ada, 'chat:member-joined carl');

// Signals.
for (const encryptedContent of ['one', 'two', 'three']) {
  await ada.ask('chat:signal', { chatId, type: 'key:v1', encryptedContent });
}
await Promise.all([bob, laptop, carl].map((one) => has(one, 'chat:signal ada phone key:v1 three')));

// A call, renegotiated by both sides.
const renegotiate = (from, description) => from.ask('call:renegotiate', { callId, description });
const [targetUserId, callType] = ['bob', 'audio'];
await ada.ask('call:initiate', { callId, targetUserId, callType, offer: { sdp: 'o' }, chatId });
await Promise.all([bob, laptop].map((one) => has(one, `call:incoming ${chatId} true`)));
await ada.ask('call:ice-candidate', { callId, candidate: 'a0' });
const early = await ada.answer('call:renegotiate', { callId, description: { type: 'rollback' } });
await bob.ask('call:answer', { callId, answer: { sdp: 'a' } });
await has(ada, 'call:answer');
await renegotiate(ada, { type: 'offer', sdp: 'video' });
await ada.ask('call:ice-candidate', { callId, candidate: 'a1' });
await renegotiate(bob, { type: 'offer', sdp: 'glare' });
await renegotiate(bob, { type: 'rollback' });
await renegotiate(bob, { type: 'answer', sdp: 'video' });
await bob.ask('call:ice-candidate', { callId, candidate: 'b1' });
await has(ada, 'call:ice-candidate b1');
await has(bob, 'call:ice-candidate a1');
const aside = await laptop.answer('call:renegotiate', { callId, description: { type: 'rollback' } });
const stranger = await carl.answer('call:renegotiate', { callId, description: { type: 'rollback' } });

// A busy target.
await carl.ask('call:initiate', { targetUserId, callType, offer: { sdp: 'o' } });
await has(carl, 'call:reject busy');
await Promise.all([bob, laptop].map((one) => has(one, 'notification:new call_missed carl')));

// An invisible user, and a custom status that stays.
await ada.ask('presence:subscribe', { userIds: ['bob'] });
await bob.ask('presence:update', { status: 'busy', customStatus: 'lunch' });
await bob.ask('presence:update', { status: 'away' });
await has(ada, 'presence:update bob online lunch');
await bob.ask('presence:update', { status: 'busy', customStatus: '' });
await has(ada, 'presence:update bob busy');
const eve = await client(second, 'eve', 'phone', { status: 'offline' });
await eve.ask('chat:join', { chatId });
await ada.ask('presence:subscribe', { userIds: ['eve'] });
await eve.ask('message:typing', { chatId });
const { activeMembers } = await carl.ask('chat:get-active-members', { chatId });
await eve.ask('presence:update', { status: 'online' });
await has(ada, 'chat:member-joined eve');
await eve.ask('message:typing', { chatId });
await has(ada, 'message:typing eve');
await eve.ask('presence:update', { status: 'offline' });
await has(ada, 'message:stop-typing eve');
await has(ada, 'presence:update eve offline');

// A party without a shared chat is out of the call.
const removal = `http://localhost:${api}/api/chats/${chatId}/members/bob`;
const headers = { authorization: 'Bearer development' };
const { status } = await fetch(removal, { method: 'DELETE', headers });
await Promise.all([ada, bob].map((one) => has(one, 'call:end not-allowed')));
await ada.ask('chat:signal', { chatId, type: 'key:v1', encryptedContent: 'last' });
await has(carl, 'chat:signal ada phone key:v1 last');
const gone = await bob.answer('chat:signal', { chatId, type: 't', encryptedContent: 'x' });

const all = [ada, bob, laptop, carl, eve];
const told = Object.fromEntries(all.map(({ name, told }) => [name, told]));
const refusals = [early, aside, stranger, gone].map(({ error }) => error);
console.log(JSON.stringify({ told, refusals, activeMembers: activeMembers.sort(), status }));
all.forEach(({ socket }) => socket.disconnect());
