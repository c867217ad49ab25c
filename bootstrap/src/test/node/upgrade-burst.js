// Sends a burst of messages to a client while it moves from polling to WebSocket, again and again.
// Writes a line of JSON a run: the seqs in order of arrival, how many came over each transport.
import { io } from 'socket.io-client';
import { distant, pause, token, until } from './support.js';

const [port, runs, events] = process.argv.slice(2).map(Number);
const LATENCY_MS = 5;
const PATIENCE_MS = 10_000;
const AFTERWARDS = 10;

// An upgrade begins when a message has come by polling. At no distance it would be over in no time.
let admission;
const network = await distant(port, LATENCY_MS, LATENCY_MS, () => admission);

async function client(atPort, userId, deviceId, transports) {
  const auth = await token(port, userId, deviceId);
  return io(`http://localhost:${atPort}`, { auth, transports, forceNew: true });
}

// Two devices of one user: one sends, the other receives.
async function run(number) {
  const chatId = `burst-${number}`;
  const author = await client(port, chatId, 'author', ['websocket']);
  await author.timeout(PATIENCE_MS).emitWithAck('chat:join', { chatId });
  const receiver = await client(network, chatId, 'receiver', ['polling', 'websocket']);
  const received = { seqs: [], polling: 0, websocket: 0 };
  admission = until(() => received.polling > 0, PATIENCE_MS).then(() => pause(number % 6));
  const engine = receiver.io.engine;
  engine.on('data', (data) => {
    if (data.startsWith('2["message:new"')) {
      received[engine.transport.name]++;
    }
  });
  receiver.on('message:new', ({ message }) => received.seqs.push(message.seq));
  const upgrading = new Promise((resolve) => engine.once('upgrading', resolve));
  const upgraded = new Promise((resolve) => engine.once('upgrade', resolve));

  await new Promise((resolve) => receiver.once('connect', resolve));
  const atOnce = [100, 40, 20, 10][number % 4];
  await burst(author, chatId, 0, events / 2, atOnce);
  // However long the upgrade takes, some are sent before it, some during it and some after it.
  await upgrading;
  await burst(author, chatId, events / 2, events - AFTERWARDS, atOnce);
  await upgraded;
  await burst(author, chatId, events - AFTERWARDS, events, atOnce);
  await until(() => received.seqs.length >= events, PATIENCE_MS);
  // What was sent twice comes before this answer.
  await receiver.timeout(PATIENCE_MS).emitWithAck('chat:sync', { chatId, afterSeq: events });

  author.close();
  receiver.close();
  console.log(JSON.stringify(received));
}

// So many at once, a millisecond, the next: the upgrade goes on between.
async function burst(author, chatId, from, to, atOnce) {
  for (let sent = from; sent < to; sent++) {
    if (sent > from && sent % atOnce === 0) {
      await pause(1);
    }
    author.emit('message:new', { chatId, encryptedContent: `${sent}`, messageType: 'text' });
  }
}

for (let number = 0; number < runs; number++) {
  await run(number);
}
process.exit(0);
