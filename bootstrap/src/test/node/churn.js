// Clients that talk while their connections drop at random moments. Writes a line of JSON for every
// membership, greeting, acknowledgement and message seen, for a checker to judge, and for everything in
// which a client's picture of a chat differs from the store at the end. Ends when everybody has
// everything, or patience.
//
// Arguments: port, clients, chats, seconds, how a client comes back: `session` (pid and offset, the
// library's own way), `cursors` (auth.cursors alone) or `mixed` (every other client by cursors); the
// most milliseconds between two drops of a client, what the names of users and chats begin with, the
// port where tokens are to be had, for how many milliseconds all are connected still before they are
// asked who is there, and how many messages a client sends at once.
import { io } from 'socket.io-client';
import { Picture } from './picture.js';
import { pause, token } from './support.js';

const [port, clientCount, chatCount, seconds] = process.argv.slice(2, 6).map(Number);
const way = process.argv[6];
const dropPace = Number(process.argv[7] ?? 4_000);
const prefix = process.argv[8] ?? way;
const tokenPort = process.argv[9] ?? port; // a balancer for the public gives no tokens
const rest = Number(process.argv[10] ?? 0);
const burst = Number(process.argv[11] ?? 1);
const CHATS_PER_CLIENT = 4;
const PATIENCE_MS = 45_000;
const ANSWER_MS = 10_000;
const REUNION_MS = 10_000;
const url = `http://localhost:${port}`;
const heads = new Map();
let recovered = 0;
let upgrades = 0;
let drops = 0;
let slowestAnswer = 0;
let longestAbsence = 0;
const refusals = {};
const changes = {};

const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);
const random = (bound) => Math.floor(Math.random() * bound);

class Client {
  constructor(number, userId, token) {
    this.userId = userId;
    this.name = `client-${number}`;
    this.byCursors = way === 'cursors' || (way === 'mixed' && number % 2 === 1);
    this.has = new Map();
    this.picture = new Picture(userId);
    this.isSynced = false;
    this.losses = 0;
    this.lostAt = undefined;
    this.socket = io(url, {
      auth: (give) => give({ token, ...(this.byCursors && { cursors: this.cursors() }) }),
      forceNew: true,
      reconnectionDelay: 50,
      reconnectionDelayMax: 500,
    });
    this.picture.listen(this.socket);
    this.socket.on('message:new', ({ message }) => {
      // Events come in order: what is missing before this one is an own message whose acknowledgement
      // is under way, and will be asked for again.
      const has = this.has.get(message.chatId);
      has.upTo = Math.max(has.upTo, message.seq - 1);
      this.note(message.chatId, message.seq);
      say({ kind: 'seen', client: this.name, chat: message.chatId, seq: message.seq, id: message.id });
    });
    this.socket.on('connected', (event) => {
      recovered += event.recovered ? 1 : 0;
      say({ kind: 'connected', client: this.name, recovered: event.recovered, cursors: this.byCursors });
      if (!event.recovered && this.has.size > 0) {
        this.ask('chat:join-multiple', { chatIds: [...this.has.keys()] });
      }
    });
    this.socket.io.on('open', () => this.socket.io.engine.once('upgrade', () => upgrades++));
    this.socket.on('connect_error', (error) => {
      // Refused, not failed: the library leaves it to the application to come again.
      if (!this.socket.active) {
        refusals[error.message] = (refusals[error.message] ?? 0) + 1;
        setTimeout(() => this.socket.connect(), 200);
      }
    });
    this.socket.on('sync:complete', () => {
      this.isSynced = true;
      longestAbsence = Math.max(longestAbsence, Date.now() - (this.lostAt ?? Date.now()));
      this.lostAt = undefined;
    });
    this.socket.on('disconnect', (reason) => {
      this.isSynced = false;
      this.losses++;
      this.lostAt ??= Date.now();
      if (this.byCursors) {
        this.socket._pid = undefined;
      }
      if (reason === 'io server disconnect') {
        this.socket.connect();
      }
    });
  }

  note(chatId, seq) {
    const has = this.has.get(chatId);
    if (seq > has.upTo) {
      has.seqs.add(seq);
    }
    while (has.seqs.delete(has.upTo + 1)) {
      has.upTo++;
    }
    heads.set(chatId, Math.max(heads.get(chatId) ?? 0, seq));
  }

  cursors() {
    return Object.fromEntries([...this.has].map(([chatId, { upTo }]) => {
      const { rev } = this.picture.of(chatId);
      return [chatId, rev && random(2) ? { seq: upTo, rev } : upTo];
    }));
  }

  async enter(chatId) {
    this.has.set(chatId, { upTo: 0, seqs: new Set() });
    say({ kind: 'member', client: this.name, chat: chatId });
    await this.ask('chat:join', { chatId });
  }

  // Asks again until it is answered, as an application does.
  async ask(event, payload) {
    for (;;) {
      const answer = await this.askOnce(event, payload);
      if (answer && answer.error !== 'UNAVAILABLE') return answer;
      await pause(100);
    }
  }

  // Nothing if the connection was lost. How long an answer takes counts if it was not.
  async askOnce(event, payload) {
    const { connected } = this.socket;
    const { losses } = this;
    const asked = Date.now();
    const answer = await this.socket.timeout(ANSWER_MS).emitWithAck(event, payload).catch(() => undefined);
    if (connected && losses === this.losses) {
      slowestAnswer = Math.max(slowestAnswer, Date.now() - asked);
    }
    return answer;
  }

  async talk(until) {
    const chats = [...this.has.keys()];
    for (let i = 0; Date.now() < until; i += burst) {
      const chatId = chats[random(chats.length)];
      const messages = Array.from({ length: burst }, (_, k) => this.send(chatId, `${i + k}`));
      await Promise.all(messages);
      await this.change(chatId);
      await pause(random(400 * burst));
    }
  }

  // Changes something of the chat, as far as the limits allow. Nobody else changes the same thing.
  async change(chatId) {
    const all = [...this.picture.of(chatId).messages.values()].filter(({ status }) => status !== 'deleted');
    const own = all.filter(({ senderId }) => senderId === this.userId);
    const [any, mine] = [all[random(all.length)], own[random(own.length)]];
    if (!any || !this.isSynced) return;
    const target = { chatId, messageId: any.id };
    switch (random(mine ? 6 : 4)) {
      case 0:
        return this.read(target);
      case 1:
        return this.done('message:delivered', target, () => {
          this.picture.receipt({ ...target, userId: this.userId }, 'delivered');
        });
      case 2:
        return this.react('reaction:new', target, `${random(9)}`);
      case 3:
        return this.react('reaction:remove', target, this.picture.of(chatId).reactions.get(any.id)?.[this.userId] ?? 'x');
      case 4: {
        const edit = { chatId, messageId: mine.id, encryptedContent: `edited ${random(1_000_000)}` };
        return this.done('message:edit', edit, ({ message }) => this.picture.version(message));
      }
      default:
        return this.done('message:delete', { chatId, messageId: mine.id }, () => this.picture.deleted({ ...mine, messageId: mine.id }));
    }
  }

  read(target) {
    return this.done('message:read', target, () => this.picture.receipt({ ...target, userId: this.userId }, 'read'));
  }

  react(event, target, reaction) {
    const mine = this.picture.of(target.chatId).reactions.get(target.messageId)?.[this.userId];
    return this.done(event, { ...target, reaction }, () => {
      const left = event === 'reaction:new' ? reaction : mine === reaction ? undefined : mine;
      this.picture.reaction({ ...target, userId: this.userId }, left);
    });
  }

  async done(event, payload, note) {
    const answer = await this.ask(event, payload);
    if (answer.success) {
      note(answer);
      changes[event] = (changes[event] ?? 0) + 1;
    }
  }

  // In what the picture differs from the store, when the changes have had time to arrive.
  async differences(deadline) {
    const ask = (event, payload) => this.ask(event, payload);
    for (;;) {
      await this.picture.refresh(ask);
      const found = [];
      for (const chatId of this.has.keys()) {
        const differences = await this.picture.differences(chatId, ask);
        found.push(...differences.map((text) => ({ kind: 'differs', client: this.name, chat: chatId, text })));
      }
      if (found.length === 0 || Date.now() > deadline) return found;
      await pause(1_000);
    }
  }

  async send(chatId, tempId) {
    const payload = { chatId, encryptedContent: tempId, messageType: 'text', tempId };
    const { success, message, error } = await this.ask('message:new', payload);
    if (!success) throw new Error(error);
    this.note(chatId, message.seq);
    this.picture.version(message);
    say({ kind: 'acknowledged', client: this.name, chat: chatId, seq: message.seq, id: message.id });
  }

  async drop(until) {
    for (;;) {
      const next = 200 + random(dropPace);
      if (Date.now() + next > until) return;
      await pause(next);
      drops++;
      // As the library hears of a network that fails. Not engine.close(): during an upgrade that waits
      // for a poll, whose packets then come after the disconnect and are kept for the next connection,
      // beside what the server sends again there.
      const engine = this.socket.io.engine;
      if (random(2) && engine?.transport?.ws) {
        engine.transport.ws.terminate();
      } else {
        engine?._onError(new Error('The network is down'));
      }
    }
  }

  hasAll() {
    return [...this.has].every(([chatId, { upTo }]) => upTo >= (heads.get(chatId) ?? 0));
  }

  // Whom the service takes for away, though every client is connected: by the chats that are looked at, and
  // by presence.
  async missing() {
    const missing = [];
    for (const chatId of this.has.keys()) {
      const there = clients.filter((client) => client.has.has(chatId)).map(({ userId }) => userId);
      const others = there.filter((userId) => userId !== this.userId);
      const { activeMembers } = await this.ask('chat:get-active-members', { chatId });
      const { presences } = await this.ask('presence:subscribe', { userIds: others });
      const online = presences.filter(({ status }) => status === 'online').map(({ userId }) => userId);
      missing.push(...there.filter((userId) => !activeMembers.includes(userId)).map((userId) => `${userId} in ${chatId}`));
      missing.push(...others.filter((userId) => !online.includes(userId)));
    }
    return missing;
  }
}

async function missing() {
  const deadline = Date.now() + REUNION_MS;
  for (;;) {
    const found = new Set((await Promise.all(clients.map((client) => client.missing()))).flat());
    if (found.size === 0 || Date.now() > deadline) return [...found];
    await pause(1_000);
  }
}

const clients = [];
for (let number = 0; number < clientCount; number++) {
  const userId = `${prefix}-${number}`;
  clients.push(new Client(number, userId, (await token(tokenPort, userId, `${userId}-device`)).token));
}
await Promise.all(clients.map(async (client, number) => {
  for (let k = 0; k < CHATS_PER_CLIENT; k++) {
    await client.enter(`${prefix}-chat-${(number + k * 7) % chatCount}`);
  }
}));
say({ kind: 'ready' });
const until = Date.now() + seconds * 1_000;
await Promise.all(clients.flatMap((client) => [client.talk(until), client.drop(until)]));
const deadline = Date.now() + PATIENCE_MS;
while (!clients.every((client) => client.hasAll()) && Date.now() < deadline) {
  await pause(100);
}
const waited = Date.now() - until;
await pause(rest);
const settled = Date.now() + PATIENCE_MS;
(await Promise.all(clients.map((client) => client.differences(settled)))).flat().forEach(say);
const figures = { changes, drops, recovered, upgrades, refusals, waited, slowestAnswer, longestAbsence };
say({ kind: 'end', ...figures, missing: await missing() });
clients.forEach((client) => client.socket.disconnect());
