// Two clients talk while each request may reach another instance. Writes a line of JSON a client: the
// numbers in order of arrival, how many of them came over each transport, what was acknowledged, and
// what else the client was told.
//
// Arguments: port, runs, events, transports, the port where tokens are to be had, what the names of users and chats
// begin with, and for how many milliseconds all are connected still when all is said.
import { io } from 'socket.io-client';
import { distant, pause, token, until } from './support.js';

const [port, runs, events] = process.argv.slice(2, 5).map(Number);
const transports = process.argv[5].split(',');
const tokenPort = process.argv[6] ?? port; // a balancer for the public gives no tokens
const prefix = process.argv[7] ?? '';
const rest = Number(process.argv[8] ?? 0);
const LATENCY_MS = 5;
const WEBSOCKET_LATENCY_MS = 20;
const PATIENCE_MS = 20_000;
const AFTERWARDS = 20;
const UNANSWERED = 20;

// A WebSocket is far away, and a client moves to it when a message has come by polling. Else an upgrade
// is over before a burst can begin.
const polled = new Map(); // by the id of a session: waits for a message
const network = await distant(port, LATENCY_MS, WEBSOCKET_LATENCY_MS, (sid) => polled.get(sid)());

async function connect(userId, deviceId, transports) {
  const auth = await token(tokenPort, userId, deviceId);
  return io(`http://localhost:${network}`, { auth, transports, forceNew: true });
}

// Makes a user a member of the chat, and the device known: what it misses from now on it gets.
async function enter(userId, chatId) {
  const socket = await connect(userId, 'phone', ['websocket']);
  for (const event of ['chat:join', 'chat:leave']) {
    // Left by an answer: else the others may be told of it when it has come again.
    await socket.timeout(PATIENCE_MS).emitWithAck(event, { chatId });
  }
  socket.close();
}

async function client(userId) {
  const socket = await connect(userId, 'phone', transports);
  const seen = { numbers: [], polling: 0, websocket: 0, answers: 0, acks: 0, greetings: 0, completions: 0, ends: [], errors: [], joins: 0 };
  socket.io.on('open', () => {
    polled.set(socket.io.engine.id, () => until(() => seen.polling > 0, PATIENCE_MS));
    socket.io.engine.on('data', (data) => {
      if (typeof data === 'string' && data.startsWith('2["message:new"')) {
        seen[socket.io.engine.transport.name]++;
      }
    });
  });
  socket.on('message:new', ({ message }) => seen.numbers.push(Number(message.encryptedContent)));
  socket.on('connected', () => seen.greetings++);
  socket.on('sync:complete', () => seen.completions++);
  socket.on('chat:member-joined', () => seen.joins++);
  socket.on('chat:member-left', () => seen.joins++);
  socket.on('error', (error) => seen.errors.push(error));
  socket.on('connect_error', (error) => seen.errors.push(error.message));
  socket.on('disconnect', (reason) => seen.ends.push(reason));
  await new Promise((resolve) => socket.io.once('open', resolve));
  return { socket, seen };
}

async function run(number) {
  const chatId = `${prefix}chat-${number}`;
  const users = [`${prefix}one-${number}`, `${prefix}other-${number}`];
  await Promise.all(users.map((user) => enter(user, chatId)));
  const [one, other] = await Promise.all(users.map(client));
  one.socket.emit('chat:join', { chatId });
  other.socket.emit('chat:join', { chatId });
  await pause(number % 6);
  const atOnce = [20, 15, 10, 5][number % 4];
  const both = [one, other];
  await Promise.all(both.map((client) => burst(client, chatId, 0, events - AFTERWARDS, atOnce)));
  // However long the upgrades take, some messages come before them and some after.
  const hasMoved = ({ socket }) => socket.io.engine.transport.name === transports.at(-1);
  await until(() => both.every(hasMoved), PATIENCE_MS);
  await Promise.all(both.map((client) => burst(client, chatId, events - AFTERWARDS, events, atOnce)));
  const isDone = ({ seen }) => seen.numbers.length >= events && seen.answers >= events;
  await until(() => both.every(isDone), PATIENCE_MS);
  return { chatId, clients: both };
}

async function report({ chatId, clients }) {
  // What was sent twice comes before this answer.
  for (const { socket, seen } of clients) {
    const active = await socket.timeout(PATIENCE_MS).emitWithAck('chat:get-active-members', { chatId });
    seen.active = active.count;
  }
  for (const { socket, seen } of clients) {
    seen.transport = socket.io.engine.transport.name;
    console.log(JSON.stringify(seen));
    socket.close();
  }
}

// So many at once, some milliseconds, the next: the upgrade happens in between. Few events wait for an
// answer, as a service on a slow store refuses those that have waited too long.
async function burst({ socket, seen }, chatId, from, to, atOnce) {
  for (let sent = from; sent < to; sent++) {
    if (sent > from && sent % atOnce === 0) {
      await pause(5);
      await until(() => sent + atOnce - seen.answers <= UNANSWERED, PATIENCE_MS);
    }
    const message = { chatId, encryptedContent: `${sent}`, messageType: 'text' };
    socket.emit('message:new', message, (answer) => {
      seen.answers++;
      if (answer.success) {
        seen.acks++;
      } else {
        seen.errors.push(answer);
      }
    });
  }
}

const talks = [];
for (let number = 0; number < runs; number++) {
  talks.push(await run(number));
}
await pause(rest);
for (const talk of talks) {
  await report(talk);
}
process.exit(0);
