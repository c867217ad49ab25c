// Two clients talk over TLS by the transports of the library's default. Writes, when both have moved to WebSocket and
// each has what the other one sent, a line of JSON a client: the transport, its URL, and what it received.
//
// Arguments: URL, the file of the certificate to trust, the tokens of both.
import { readFileSync } from 'node:fs';
import { io } from 'socket.io-client';

const [url, certificate, ...tokens] = process.argv.slice(2);
const PATIENCE_MS = 20_000;
const clients = await Promise.all(tokens.map(connect));
const [one, other] = clients;
await send(one, 'by polling, or while it moves');
await Promise.all(clients.map(({ upgraded }) => upgraded));
await send(other, 'by wss');
const [first] = await other.received;
const [second] = await one.received;
console.log(JSON.stringify({ transport: transportOf(one), received: second }));
console.log(JSON.stringify({ transport: transportOf(other), received: first }));
process.exit(0);

async function connect(token) {
  const socket = io(url, { ca: readFileSync(certificate), auth: { token }, forceNew: true });
  const began = new Promise((resolve) => socket.io.once('open', () => resolve(transportOf({ socket }))));
  const upgraded = new Promise((resolve) => {
    socket.io.once('open', () => socket.io.engine.once('upgrade', resolve));
  });
  const received = new Promise((resolve) => {
    socket.once('message:new', ({ message }) => resolve([message.encryptedContent]));
  });
  await socket.timeout(PATIENCE_MS).emitWithAck('chat:join', { chatId: 'tls' });
  if ((await began) !== 'polling') throw new Error('It began by another transport');
  return { socket, upgraded, received };
}

async function send({ socket }, encryptedContent) {
  const message = { chatId: 'tls', encryptedContent, messageType: 'text' };
  const { success } = await socket.timeout(PATIENCE_MS).emitWithAck('message:new', message);
  if (!success) throw new Error(encryptedContent);
}

function transportOf({ socket }) {
  return socket.io.engine.transport.name;
}
