// A client that sends events before its arrival is over. Writes `ready` when it has connected once, and
// each script of Redis is loaded. After a pause it connects anew, at most three times, until all answers
// come in time: a busy machine may delay them, or fail an arrival. Writes a line of JSON: the
// milliseconds of the last arrival, and of each answer.
//
// Arguments: port, the milliseconds in which an answer is in time.
import { io } from 'socket.io-client';
import { pause, token } from './support.js';

const [port, inTime] = process.argv.slice(2).map(Number);
const EVENTS = 10;
const ATTEMPTS = 3;
const PATIENCE_MS = 30_000;

const auth = await token(port, 'ada', 'phone');
const connect = () => io(`http://localhost:${port}`, { auth, transports: ['websocket'], forceNew: true });
const next = (socket, event) => new Promise((resolve) => socket.once(event, resolve));

async function send(socket, number) {
  const payload = { chatId: 'early', encryptedContent: `${number}`, messageType: 'text' };
  const begin = Date.now();
  const { error } = await socket.timeout(PATIENCE_MS).emitWithAck('message:new', payload);
  return { ms: Date.now() - begin, error };
}

async function attempt() {
  const socket = connect();
  try {
    await next(socket, 'connect');
    const begin = Date.now();
    const arrival = next(socket, 'sync:complete').then(() => Date.now() - begin);
    const answers = await Promise.all(Array.from({ length: EVENTS }, (_, number) => send(socket, number)));
    return { arrival: await arrival, answers };
  } catch ({ message }) {
    return { failure: message, answers: [] };
  } finally {
    socket.disconnect();
  }
}

const first = connect();
await next(first, 'sync:complete');
await send(first, 0);
console.log('ready');
await pause(1_000);

const isInTime = ({ answers }) => answers.length === EVENTS && answers.every(({ ms }) => ms < inTime);
let seen = await attempt();
for (let k = 1; k < ATTEMPTS && !isInTime(seen); k++) {
  seen = await attempt();
}
console.log(JSON.stringify(seen));
process.exit(0);
