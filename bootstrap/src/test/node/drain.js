// Clients that listen while an instance is drained, each request through a balancer. Writes "ready" when
// all are there, then a line of JSON a client: what it received, in order, and how it came back.
import { io } from 'socket.io-client';
import { pause, token, until } from './support.js';

const [port, listeners, events] = process.argv.slice(2, 5).map(Number);
const transports = process.argv[5].split(',');
const PATIENCE_MS = 20_000;
const chatId = 'drained';

async function connect(userId, options) {
  const auth = await token(port, userId, 'phone');
  const socket = io(`http://localhost:${port}`, { auth, forceNew: true, ...options });
  await new Promise((resolve) => socket.once('connect', resolve));
  return socket;
}

async function listen(number) {
  const socket = await connect(`listener-${number}`, { transports, reconnectionDelay: 100 });
  const seen = { numbers: [], recovered: [], errors: [] };
  socket.on('message:new', ({ message }) => seen.numbers.push(Number(message.encryptedContent)));
  socket.on('connect', () => seen.recovered.push(socket.recovered));
  socket.on('connect_error', (error) => seen.errors.push(error.message));
  await socket.timeout(PATIENCE_MS).emitWithAck('chat:join', { chatId });
  return { socket, seen };
}

const all = [];
for (let number = 0; number < listeners; number++) {
  all.push(await listen(number));
}
// One message at a time, again until it is acknowledged.
const author = await connect('author', { reconnectionDelay: 100, retries: 20, ackTimeout: 2_000 });
console.log('ready');
for (let sent = 0; sent < events; sent++) {
  const message = { chatId, encryptedContent: `${sent}`, messageType: 'text', tempId: `${sent}` };
  author.emit('message:new', message, () => {});
  await pause(20);
}
await until(() => all.every(isDone), PATIENCE_MS);
// What comes twice comes by now.
await pause(500);
all.forEach(({ seen }) => console.log(JSON.stringify(seen)));
process.exit(0);

function isDone({ seen }) {
  return seen.numbers.length >= events;
}
