// A day of two users, with three devices each, in twenty chats. Each device goes offline and comes back at random, by
// its session or as its device. They write, edit, delete, react, read and receive. At the end all devices of a user show
// the same, and that is what the store has. Writes a line of JSON for each difference, and one at the end.
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

class Device {
  constructor(userId, number) {
    this.userId = userId;
    this.number = number;
    this.name = `${userId}-${number}`;
    this.picture = new Picture(userId);
    this.isSynced = false;
  }

  async connect() {
    const auth = await token(any(ports), this.userId, this.name);
    const url = `http://localhost:${any(ports)}`;
    this.socket = io(url, { auth, forceNew: true, reconnectionDelay: 50, reconnectionDelayMax: 500 });
    this.picture.listen(this.socket);
    this.socket.on('connected', ({ recovered }) => this.count(recovered ? 'recovered' : 'begun'));
    this.socket.on('sync:complete', () => (this.isSynced = true));
    this.socket.on('disconnect', () => (this.isSynced = false));
    await this.synced();
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
    for (let i = 0; Date.now() < until; i++) {
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
    switch (random(8)) {
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
      default:
        return this.write(chatId, tempId);
    }
  }

  write(chatId, tempId) {
    const silent = random(5) === 0;
    const expiresInMs = random(10) === 0 ? 1_000 + random(3_000) : undefined;
    const message = { chatId, encryptedContent: tempId, messageType: 'text', tempId, silent, expiresInMs };
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
      if (Date.now() > until) return;
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
      if (found.length === 0 || Date.now() > deadline) return found;
      await pause(1_000);
    }
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
