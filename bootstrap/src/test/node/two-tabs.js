// Two tabs with one device id, at one instance or at two, and another user: one tab sends, answers
// and rejects. Writes as JSON what each of the three was told.
import { io } from 'socket.io-client';
import { token, until } from './support.js';

const [here, there] = process.argv.slice(2);
const PATIENCE_MS = 10_000;
const chatId = 'two-tabs';

async function client(port, name, userId, deviceId) {
  const auth = await token(here, userId, deviceId);
  const socket = io(`http://localhost:${port}`, { auth, forceNew: true });
  const told = [];
  socket.onAny((event, { message, callId, reason }) => {
    if (event === 'message:new' || event.startsWith('call:')) {
      told.push([event, message?.encryptedContent ?? callId, reason].filter(Boolean).join(' '));
    }
  });
  await new Promise((resolve) => socket.once('sync:complete', resolve));
  const ask = async (event, payload) => {
    const answer = await socket.timeout(PATIENCE_MS).emitWithAck(event, payload);
    if (!answer.success) {
      throw new Error(`${name}: ${event}: ${JSON.stringify(answer)}`);
    }
  };
  await ask('chat:join', { chatId });
  return { name, socket, told, ask };
}

const has = (one, text) => until(() => one.told.includes(text), PATIENCE_MS);
const first = await client(here, 'first', 'ada', 'browser');
const second = await client(there, 'second', 'ada', 'browser');
const other = await client(there, 'other', 'bob', 'phone');
const all = [first, second, other];

async function send(from, encryptedContent) {
  await from.ask('message:new', { chatId, encryptedContent, messageType: 'text' });
}

async function call(callId) {
  const [targetUserId, callType, offer] = ['ada', 'audio', { sdp: 'offer' }];
  await other.ask('call:initiate', { callId, targetUserId, callType, offer });
  await Promise.all([first, second].map((tab) => has(tab, `call:incoming ${callId}`)));
}

await send(first, 'one');
await send(second, 'two');
// Messages and calls come by channels of their own, so that one may overtake the other.
await Promise.all([has(first, 'message:new two'), has(second, 'message:new one'), has(other, 'message:new two')]);
await call('answered');
await first.ask('call:answer', { callId: 'answered', answer: { sdp: 'answer' } });
await has(second, 'call:end answered answered-elsewhere');
await has(other, 'call:answer answered');
await other.ask('call:end', { callId: 'answered' });
await Promise.all([first, second].map((tab) => has(tab, 'call:end answered')));
await call('rejected');
await second.ask('call:reject', { callId: 'rejected' });
await has(first, 'call:end rejected rejected-elsewhere');
await has(other, 'call:reject rejected');
// What came twice, or to the wrong one, was told before this.
await send(other, 'last');
await Promise.all([first, second].map((tab) => has(tab, 'message:new last')));

console.log(JSON.stringify(Object.fromEntries(all.map(({ name, told }) => [name, told]))));
all.forEach(({ socket }) => socket.disconnect());
