// The client of `clients/typescript`, and what every part of the console asks of it.
import * as log from './log.js';

const PATIENCE_MS = 15_000;
const NOTHING = { status: 'closed', userId: '', chats: new Map(), calls: [] };
const heard = [];
const watchers = [];
let client;

// Calls back with each event of this name, on this connection and on those to come.
export const on = (event, handler) => heard.push([event, handler]);

// Calls back with each state of the client.
export const watch = (watcher) => watchers.push(watcher);

export const state = () => client?.state ?? NOTHING;
export const isLive = () => state().status === 'live';

// The name of the transport.
export const transport = () => client?.socket.io.engine?.transport.name;

// Begins anew, with the options of the client.
export async function open(options) {
  close();
  const { Messenger } = await load();
  class Logged extends Messenger {
    async ask(event, ...values) {
      try {
        const answer = await super.ask(event, ...values);
        log.add('ack', event, [answer]);
        return answer;
      } catch (refusal) {
        log.add('bad', event, [{ error: refusal.code, message: refusal.message }]);
        throw refusal;
      }
    }
  }
  client = new Logged(location.origin, options);
  listen(client.socket);
  client.subscribe(tell);
  tell();
}

async function load() {
  try {
    return await import('./client/index.js');
  } catch {
    throw new Error('The service was built without npm and has no client to give.');
  }
}

function listen(socket) {
  socket.onAny((event, ...values) => log.add('in', event, values));
  socket.onAnyOutgoing((event, ...values) => log.add('out', event, values));
  heard.forEach(([event, handler]) => socket.on(event, handler));
  socket.on('disconnect', (reason) => log.add('bad', 'disconnect', [reason]));
  socket.on('connect_error', (error) =>
    log.add('bad', 'connect_error', [error.message, ...(error.data ? [error.data] : [])]));
  socket.on('connect', () => socket.io.engine.on('upgrade', tell));
}

const tell = () => watchers.forEach((watcher) => watcher(state()));

export function close() {
  client?.close();
  client = undefined;
  tell();
}

// The client itself, for what its user does.
export function use() {
  if (!client) {
    throw new Error('There is no connection');
  }
  return client;
}

// Asks until the service answers. Throws a refusal.
export const ask = async (event, payload) => use().ask(event, payload);

// Cuts the transport as a lost network would.
export const drop = () => client?.socket.io.engine.close();

// Emits without asking for an acknowledgement.
export const emit = (event, ...values) => client?.socket.emit(event, ...values);

// Emits once, and logs the acknowledgement, success or not.
export async function tryOnce(event, ...values) {
  try {
    const answer = await use().socket.timeout(PATIENCE_MS).emitWithAck(event, ...values);
    log.add(answer?.success === false ? 'bad' : 'ack', event, [answer]);
  } catch (error) {
    log.add('bad', event, [error.message]);
  }
}
