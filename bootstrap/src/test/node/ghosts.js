// Users connected to one instance, which then dies, and users on another one who watch them. Writes
// `ready`; then a line of JSON: after how many milliseconds, from the first victim's disconnect on,
// each thing ended for those who watch; -1 where it did not.
//
// Arguments: the ports of the instance that dies and of the other one.
import { io } from 'socket.io-client';
import { pause, token } from './support.js';

const [dying, living] = process.argv.slice(2, 4);
const CHAT = 'ghosts';
const PATIENCE_MS = 60_000;
const VICTIMS = ['victim-1', 'victim-2', 'victim-3'];

async function enter(port, userId) {
  const auth = await token(port, userId);
  const socket = io(`http://localhost:${port}`, { auth, forceNew: true, reconnection: false });
  await ask(socket, 'chat:join', { chatId: CHAT });
  return socket;
}

async function ask(socket, event, payload) {
  const answer = await socket.timeout(10_000).emitWithAck(event, payload);
  if (!answer.success) throw new Error(`${event}: ${answer.error} ${answer.message}`);
  return answer;
}

const watchers = [await enter(living, 'watcher-1'), await enter(living, 'watcher-2')];
const [watcher, other] = watchers;
const victims = [];
for (const name of VICTIMS) victims.push(await enter(dying, name));
const [answering, , calling] = victims;

const { presences } = await ask(watcher, 'presence:subscribe', { userIds: VICTIMS });
if (!presences.every(({ status }) => status === 'online')) throw new Error(JSON.stringify(presences));

const ended = { presence: -1, active: -1, answeredCall: -1, ringingCall: -1 };
let died = 0;
const after = () => Date.now() - died;

answering.on('call:incoming', ({ callId }) => ask(answering, 'call:answer', { callId, answer: {} }));
await new Promise((resolve, reject) => {
  watcher.on('call:answer', resolve);
  ask(watcher, 'call:initiate', { callId: 'ghost-answered', targetUserId: VICTIMS[0], callType: 'audio', offer: {} })
    .catch(reject);
});
await Promise.all([
  new Promise((resolve) => other.on('call:incoming', resolve)),
  ask(calling, 'call:initiate', { callId: 'ghost-ringing', targetUserId: 'watcher-2', callType: 'audio', offer: {} }),
]);
watcher.on('call:end', ({ callId }) => { if (callId === 'ghost-answered') ended.answeredCall = after(); });
other.on('call:end', ({ callId }) => { if (callId === 'ghost-ringing') ended.ringingCall = after(); });
const offline = new Set();
watcher.on('presence:update', ({ userId, status }) => {
  if (status === 'offline' && offline.add(userId).size === VICTIMS.length) ended.presence = after();
});

const death = new Promise((resolve) => calling.on('disconnect', resolve));
console.log('ready');
await death;
died = Date.now();
while (Object.values(ended).includes(-1) && after() < PATIENCE_MS) {
  const { activeMembers } = await ask(watcher, 'chat:get-active-members', { chatId: CHAT });
  if (ended.active < 0 && !activeMembers.some((userId) => VICTIMS.includes(userId))) ended.active = after();
  await pause(1_100);
}
console.log(JSON.stringify(ended));
process.exit(0);
