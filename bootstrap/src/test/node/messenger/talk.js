// Two users with several devices talk by the client of `clients/typescript` while their connections are cut. Writes a
// line of JSON for each message that was sent and shown, for `Churn` to judge, and for each difference from the store.
//
// Arguments: the ports, comma-separated; how many devices a user has; after how many cuts, and after how many seconds,
// they stop; for how many seconds a token is valid; `stale` if only a refusal makes an application give a new token;
// what the names of users and chats begin with.
import { pause, until } from '../support.js';
import { application } from './application.js';

const ports = process.argv[2].split(',');
const [deviceCount, cutCount, seconds, ttlSeconds] = process.argv.slice(3, 7).map(Number);
const isStale = process.argv[7] === 'stale';
const prefix = process.argv[8];
const PATIENCE_MS = 60_000;
const TALK_PAUSE_MS = 100;
const CUT_PAUSE_MS = 200;

const say = (line) => console.log(JSON.stringify(line));
const random = (bound) => Math.floor(Math.random() * bound);
const any = (list) => list[random(list.length)];
const users = ['ada', 'bob'].map((name) => `${prefix}-${name}`);
const chats = ['one', 'two'].map((name) => `${prefix}-${name}`);
const counts = { cuts: 0, tokens: 0, refreshed: 0, expired: 0, unavailable: 0, refused: {}, changes: 0 };
const end = Date.now() + seconds * 1_000;
const isOver = () => counts.cuts >= cutCount && Date.now() >= end;

async function token(userId) {
  counts.tokens++;
  const body = JSON.stringify({ userId, ttlSeconds });
  return (await (await fetch(`http://localhost:${any(ports)}/dev/token`, { method: 'POST', body })).json()).token;
}

// An answer, or a refused CONNECT.
function unavailable() {
  if (counts.unavailable++ === 0) say({ kind: 'unavailable' });
}

class Device {
  constructor(userId, number) {
    this.name = `${userId}-${number}`;
    this.userId = userId;
    const transports = any([['websocket'], ['polling', 'websocket']]);
    const socket = { reconnectionDelay: 20, reconnectionDelayMax: 500, transports };
    const show = ({ chatId, seq, id }) => say({ kind: 'seen', client: this.name, chat: chatId, seq, id });
    const url = `http://localhost:${any(ports)}`;
    this.messenger = application(url, () => this.token(), show, { socket, keep: 100_000 });
    this.count(this.messenger.socket);
  }

  async token() {
    if (!isStale || !this.given || this.isRefused) this.given = await token(this.userId);
    this.isRefused = false;
    return this.given;
  }

  count(socket) {
    socket.onAnyOutgoing((event) => (counts.refreshed += event === 'auth:refresh'));
    socket.on('error', ({ code }) => (counts.expired += code === 'TOKEN_EXPIRED'));
    socket.on('connect_error', ({ data }) => {
      this.isRefused = data !== undefined;
      if (data) counts.refused[data.code] = (counts.refused[data.code] ?? 0) + 1;
      if (data?.code === 'UNAVAILABLE') unavailable();
    });
    socket.io.on('open', () => socket.io.engine.on('data', (data) => {
      if (`${data}`.includes('"error":"UNAVAILABLE"')) unavailable();
    }));
  }

  messages(chatId) {
    return this.messenger.state.chats.get(chatId)?.messages ?? [];
  }

  async talk() {
    // A busy machine has no less than one round.
    for (let i = 0; i === 0 || !isOver(); i++) {
      const chatId = any(chats);
      const sends = Array.from({ length: 1 + random(3) }, (_, k) => this.send(chatId, `${this.name}-${i}-${k}`));
      await Promise.all(sends);
      await this.change(chatId);
      await pause(random(TALK_PAUSE_MS));
    }
  }

  async send(chatId, encryptedContent) {
    const { seq, id } = await this.messenger.send({ chatId, encryptedContent, messageType: 'text' });
    say({ kind: 'acknowledged', client: this.name, chat: chatId, seq, id });
  }

  // Nobody else changes the same message.
  async change(chatId) {
    const own = this.messages(chatId).filter(({ message }) => message.encryptedContent?.startsWith(this.name));
    const messageId = any(own)?.message.id;
    const target = { chatId, messageId };
    counts.changes++;
    switch (random(messageId ? 5 : 1)) {
      case 0:
        return this.messenger.read(chatId);
      case 1:
        return this.messenger.edit({ ...target, encryptedContent: `${this.name} edited ${random(1_000)}` });
      case 2:
        return this.messenger.delete(target);
      default:
        return this.messenger.react(any(['add', 'remove']), { ...target, reaction: any(['x', 'y']) });
    }
  }

  // As the library hears of a network that fails, at any moment: also while it is about to connect. The first time, and
  // every other time, it comes back by its places alone, as after the end of its instance.
  async cut() {
    for (let isFirst = true; !isOver(); ) {
      await pause(random(CUT_PAUSE_MS));
      const { engine } = this.messenger.socket.io;
      if (counts.cuts >= cutCount || engine?.readyState !== 'open') continue;
      counts.cuts++;
      if (isFirst || random(2)) this.messenger.socket._pid = undefined;
      isFirst = false;
      if (random(2) && engine.transport.ws) engine.transport.ws.terminate();
      else engine._onError(new Error('The network is down'));
    }
  }

  // In what this device differs from the store.
  async differences(chatId) {
    const { messages } = await this.messenger.ask('chat:sync', { chatId, afterSeq: 0, limit: 500 });
    const { chats: [{ unread }] } = await this.messenger.ask('chat:list', { chatIds: [chatId] });
    const { receipts } = await this.messenger.ask('chat:state', { chatId });
    const view = this.messenger.state.chats.get(chatId);
    if (!view) return messages.map(({ message }) => `no chat, the store has ${message.id}`);
    const read = receipts.find(({ userId }) => userId === this.userId)?.readSeq ?? 0;
    const pairs = [
      [view.messages.slice(0, messages.length).map(picture), messages.map(picture)],
      [view.unread, unread],
      [view.pending, []],
      [view.receipts.get(this.userId)?.readSeq ?? 0, read],
    ].map((pair) => pair.map((one) => JSON.stringify(one)));
    return pairs.filter(([mine, theirs]) => mine !== theirs).map((pair) => pair.join(', the store has '));
  }

  async settle(chatId) {
    let found = [];
    for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await pause(200)) {
      found = await this.differences(chatId);
      if (found.length === 0) return;
    }
    found.forEach((text) => say({ kind: 'differs', client: this.name, chat: chatId, text }));
  }
}

function picture({ message: { id, encryptedContent, version, status }, reactions = [] }) {
  return [id, encryptedContent, version, status, reactions.map(({ userId, reaction }) => `${userId} ${reaction}`).sort()];
}

const devices = users.flatMap((userId) => Array.from({ length: deviceCount }, (_, i) => new Device(userId, i)));
for (const chatId of chats) {
  // The first message of a user makes a member.
  for (const userId of users) await devices.find((device) => device.userId === userId).messenger.ask('chat:join', { chatId });
  devices.forEach(({ name }) => say({ kind: 'member', client: name, chat: chatId }));
}
await until(() => devices.every(({ messenger }) => messenger.state.status === 'live'), PATIENCE_MS);
say({ kind: 'ready' });
await Promise.all(devices.flatMap((device) => [device.talk(), device.cut()]));
await Promise.all(devices.flatMap((device) => chats.map((chatId) => device.settle(chatId))));
say({ kind: 'end', ...counts });
devices.forEach(({ messenger }) => messenger.close());
process.exit(0);
