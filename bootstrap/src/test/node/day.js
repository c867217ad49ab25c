// A day of two users, with three devices each, in twenty chats. Each device goes offline and comes back at random, by
// its session or as its device. They write, edit, delete, react, read, receive, mention and block. At the end all
// devices of a user show the same, and that is what the store has. Writes a line of JSON for each difference, and one
// at the end.
//
// Arguments: the ports of the instances, those of their service APIs, and seconds.
import { io } from 'socket.io-client';
import { Picture } from './picture.js';
import { pause, token } from './support.js';

const [ports, apis] = process.argv.slice(2, 4).map((list) => list.split(',').map(Number));
const seconds = Number(process.argv[4]);
const CHATS = 20;
const DEVICES = 3;
const USERS = ['ada', 'bob'];
const ANSWER_MS = 10_000;
const PATIENCE_MS = 45_000;
const LONGEST_ABSENCE_MS = 3_000;

const say = (line) => console.log(JSON.stringify(line));
const random = (bound) => Math.floor(Math.random() * bound);
const any = (list) => list[random(list.length)];
const chats = Array.from({ length: CHATS }, (_, i) => `day-${i}`);
const counts = {};
// The day lasts until each of these has happened, also on a slow machine.
const WANTED = ['recovered', 'message:edit', 'message:delete', 'user:block', 'user:unblock'];
const isOver = (until) => Date.now() > until && WANTED.every((what) => counts[what]);

class Device {
  constructor(userId, number) {
    this.userId = userId;
    this.number = number;
    this.name = `${userId}-${number}`;
    this.picture = new Picture(userId);
    this.isSynced = false;
    this.blocked = new Set();
    this.pending = new Set();
  }

  async connect() {
    const auth = await token(any(ports), this.userId, this.name);
    const url = `http://localhost:${any(ports)}`;
    this.socket = io(url, { auth, forceNew: true, reconnectionDelay: 50, reconnectionDelayMax: 500 });
    this.picture.listen(this.socket);
    this.socket.on('connected', ({ recovered }) => {
      this.count(recovered ? 'recovered' : 'begun');
      if (!recovered) this.pending.clear();
    });
    this.socket.on('sync:complete', () => this.complete());
    this.socket.on('disconnect', () => (this.isSynced = false));
    this.socket.on('user:block', ({ userId }) => this.blocked.add(userId));
    this.socket.on('user:unblock', ({ userId }) => this.blocked.delete(userId));
    this.socket.on('notification:new', ({ id }) => {
      if (this.pending.has(id)) say({ kind: 'twice', client: this.name, id });
      this.pending.add(id);
    });
    for (const event of ['notification:read', 'notification:clear']) {
      this.socket.on(event, ({ notificationId }) => this.pending.delete(notificationId));
    }
    await this.synced();
  }

  // Blocks are not told at a return. A client asks for them.
  async complete() {
    this.blocked = new Set((await this.ask('user:blocked', {})).userIds);
    this.isSynced = true;
  }

  async synced() {
    while (!this.isSynced) await pause(10);
  }

  count(what) {
    counts[what] = (counts[what] ?? 0) + 1;
  }

  // Asks again until it is answered, as an application does.
  async ask(event, payload) {
    for (;;) {
      const answer = await this.socket.timeout(ANSWER_MS).emitWithAck(event, payload).catch(() => undefined);
      if (answer && answer.error !== 'UNAVAILABLE') return answer;
      await pause(100);
    }
  }

  async live(until) {
    for (let i = 0; !isOver(until); i++) {
      await this.synced();
      await this.act(any(chats), `${this.name}-${i}`);
      await pause(random(100));
    }
  }

  // Another device of the user never changes the same reaction or message: the order of two answers is unknown.
  async act(chatId, tempId) {
    const { messages, reactions } = this.picture.of(chatId);
    const there = [...messages.values()].filter(({ status }) => status !== 'deleted');
    const mine = any(there.filter(({ tempId }) => tempId?.startsWith(`${this.name}-`)));
    const ours = any(there.filter(({ seq }) => seq % DEVICES === this.number));
    const last = any(there.slice(-5));
    switch (random(10)) {
      case 0:
        return mine && this.change('message:delete', { chatId, messageId: mine.id }, () =>
          this.picture.deleted({ ...mine, messageId: mine.id }));
      case 1:
        return mine && this.change('message:edit', { chatId, messageId: mine.id, encryptedContent: tempId }, ({ message }) =>
          this.picture.version(message));
      case 2:
        return ours && this.react('reaction:new', { chatId, messageId: ours.id }, `${random(9)}`);
      case 3: {
        const given = ours && reactions.get(ours.id)?.[this.userId];
        return given && this.react('reaction:remove', { chatId, messageId: ours.id }, given);
      }
      case 4:
        return last && this.receipt('message:delivered', 'delivered', { chatId, messageId: last.id });
      case 5:
        return last && this.receipt('message:read', 'read', { chatId, messageId: last.id });
      case 6:
        return this.block();
      default:
        return this.write(chatId, tempId);
    }
  }

  // Blocks a user, or ends the block. Another device of the user never changes the same block.
  block() {
    const other = this.number === 0 && random(2) ? USERS.find((userId) => userId !== this.userId) : `bot-${this.number}`;
    if (this.blocked.has(other)) {
      return this.change('user:unblock', { userId: other }, () => this.blocked.delete(other));
    }
    return this.change('user:block', { userId: other }, () => this.blocked.add(other));
  }

  write(chatId, tempId) {
    const silent = random(5) === 0;
    const expiresInMs = random(10) === 0 ? 1_000 + random(3_000) : undefined;
    const metadata = random(3) === 0 ? { mentions: USERS } : undefined;
    const message = { chatId, encryptedContent: tempId, messageType: 'text', tempId, silent, expiresInMs, metadata };
    return this.change('message:new', message, (answer) => this.picture.version(answer.message));
  }

  react(event, target, reaction) {
    return this.change(event, { ...target, reaction }, () =>
      this.picture.reaction({ ...target, userId: this.userId }, event === 'reaction:new' ? reaction : undefined));
  }

  receipt(event, kind, target) {
    return this.change(event, target, () => this.picture.receipt({ ...target, userId: this.userId }, kind));
  }

  async change(event, payload, note) {
    const answer = await this.ask(event, payload);
    if (answer.success) {
      note(answer);
      this.count(event);
    } else {
      this.count(answer.error);
    }
  }

  // Goes away and comes back: the network fails, or the application is closed.
  async comeAndGo(until) {
    for (;;) {
      await pause(500 + random(3_000));
      if (isOver(until)) return;
      await this.synced();
      if (random(2)) {
        this.socket.io.reconnection(false);
        this.socket.io.engine?._onError(new Error('The network is down'));
      } else {
        this.socket.disconnect();
      }
      await pause(random(LONGEST_ABSENCE_MS));
      this.socket.io.reconnection(true);
      this.socket.io.uri = `http://localhost:${any(ports)}`;
      this.socket.connect();
    }
  }

  // In what this device differs from the store, when all has had time to arrive.
  async differences(deadline) {
    const ask = (event, payload) => this.ask(event, payload);
    for (;;) {
      await this.picture.refresh(ask);
      const found = [];
      for (const chat of chats) {
        const texts = await this.picture.differences(chat, ask);
        found.push(...texts.map((text) => ({ kind: 'differs', client: this.name, chat, text })));
      }
      const { userIds } = await ask('user:blocked', {});
      found.push(...this.differs('blocked', this.blocked, userIds));
      const { notifications } = await ask('notification:get-pending', {});
      found.push(...this.differs('pending', this.pending, notifications.map(({ id }) => id)));
      if (found.length === 0 || Date.now() > deadline) return found;
      await pause(1_000);
    }
  }

  differs(field, known, stored) {
    const [mine, theirs] = [[...known], [...stored]].map((all) => all.sort().join(' '));
    return mine === theirs ? [] : [{ kind: 'differs', client: this.name, text: `${field}: ${mine}, the store has ${theirs}` }];
  }
}

async function make(chatId) {
  await fetch(`http://localhost:${any(apis)}/api/chats/${chatId}`, {
    method: 'PUT',
    headers: { authorization: 'Bearer development' },
    body: JSON.stringify({ members: USERS }),
  });
}

await Promise.all(chats.map(make));
const devices = USERS.flatMap((userId) => Array.from({ length: DEVICES }, (_, i) => new Device(userId, i)));
await Promise.all(devices.map((device) => device.connect()));
const until = Date.now() + seconds * 1_000;
await Promise.all(devices.flatMap((device) => [device.live(until), device.comeAndGo(until)]));
await Promise.all(devices.map((device) => device.synced()));
const deadline = Date.now() + PATIENCE_MS;
(await Promise.all(devices.map((device) => device.differences(deadline)))).flat().forEach(say);
say({ kind: 'end', ...counts });
process.exit(0);
