// A client that sends events before its arrival is over. Writes `ready` when it has connected once; after
// a pause it connects again, and writes a line of JSON: the milliseconds of the arrival, and of each answer.
//
// Argument: port.
import { io } from 'socket.io-client';
import { pause, token } from './support.js';

const [port] = process.argv.slice(2).map(Number);
const EVENTS = 10;
const PATIENCE_MS = 30_000;

const auth = await token(port, 'ada', 'phone');
const connect = () => io(`http://localhost:${port}`, { auth, transports: ['websocket'], forceNew: true });
const next = (event) => new Promise((resolve) => socket.once(event, resolve));

let socket = connect();
await next('sync:complete');
console.log('ready');
await pause(1_000);

socket = connect();
await next('connect');
const begin = Date.now();
const arrival = next('sync:complete').then(() => Date.now() - begin);
const answers = await Promise.all(Array.from({ length: EVENTS }, async (_, k) => {
  const payload = { chatId: 'early', encryptedContent: `${k}`, messageType: 'text' };
  const { error } = await socket.timeout(PATIENCE_MS).emitWithAck('message:new', payload);
  return { ms: Date.now() - begin, error };
}));
console.log(JSON.stringify({ arrival: await arrival, answers }));
process.exit(0);
