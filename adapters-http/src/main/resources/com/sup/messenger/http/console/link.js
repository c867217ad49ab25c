// The connection to the service, and what every part of the console asks of it.
import * as log from './log.js';

const PATIENCE_MS = 15_000;
const heard = [];
const watchers = [];
let socket;

export let me;

// Calls back with each event of this name, on this connection and on those to come.
export function on(event, handler) {
  heard.push([event, handler]);
}

// Calls back with 'off', 'trying', 'on' or 'failed', what to say of it, and the socket.
export function watch(watcher) {
  watchers.push(watcher);
}

const tell = (state, text) => watchers.forEach((watcher) => watcher(state, text, socket));

// Connects; `credentials` gives what the service is told, anew for each try.
export function open(identity, transports, credentials) {
  close();
  me = identity;
  socket = globalThis.io({
    auth: (give) => give(credentials()),
    forceNew: true,
    transports,
  });
  socket.onAny((event, ...values) => log.add('in', event, values));
  socket.onAnyOutgoing((event, ...values) => log.add('out', event, values));
  heard.forEach(([event, handler]) => socket.on(event, handler));
  socket.on('connected', () => tell('on', 'Connected'));
  socket.on('disconnect', (reason) => {
    log.add('bad', 'disconnect', [reason]);
    tell(socket.active ? 'trying' : 'off', socket.active ? 'Reconnecting' : `Closed: ${reason}`);
  });
  socket.on('connect_error', (error) => {
    log.add('bad', 'connect_error', [error.message, ...(error.data ? [error.data] : [])]);
    tell(socket.active ? 'trying' : 'failed', error.data?.code ?? error.message);
  });
  socket.io.on('reconnect_attempt', (attempt) => tell('trying', `Try ${attempt}`));
  socket.on('connect', () => {
    const { engine } = socket.io;
    engine.on('upgrade', () => tell('on', 'Connected'));
  });
  tell('trying', 'Connecting');
}

export function close() {
  socket?.disconnect();
  socket = undefined;
}

export const isConnected = () => socket?.connected ?? false;

// Cuts the transport as a lost network would.
export const drop = () => socket?.io.engine.close();

// Emits without asking for an acknowledgement.
export const emit = (event, ...values) => socket?.emit(event, ...values);

// Emits and waits for the acknowledgement, success or not.
export async function ask(event, ...values) {
  if (!isConnected()) {
    return { success: false, error: 'NOT_CONNECTED', message: 'There is no connection', event };
  }
  try {
    const answer = await socket.timeout(PATIENCE_MS).emitWithAck(event, ...values);
    log.add(answer?.success === false ? 'bad' : 'ack', event, [answer]);
    return answer;
  } catch (error) {
    log.add('bad', event, [error.message]);
    return { success: false, error: 'NO_ANSWER', message: error.message, event };
  }
}
