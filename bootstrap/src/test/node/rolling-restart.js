// Clients that talk over a rolling restart, with the library's own settings. A third of them has WebSockets only.
// Writes "ready" when all talk. At SIGTERM, waits until all are there, and writes as JSON how long clients were away, in
// ms, how many sessions began anew, and how many messages came twice.
import { io } from 'socket.io-client';
import { pause, token, until } from './support.js';

const [port, count] = process.argv.slice(2).map(Number);
const PATIENCE_MS = 2_000;
const RETURN_MS = 10_000;
const CHATS = 6;
const report = { absences: [], anew: 0, repeats: 0, messages: 0 };
let isOver = false;

class Talker {
  constructor(number, auth) {
    this.number = number;
    this.seen = new Map();
    const transports = number % 3 === 0 ? ['websocket'] : ['polling', 'websocket'];
    this.socket = io(`http://localhost:${port}`, { auth, transports, forceNew: true });
    this.socket.on('disconnect', () => (this.awaySince = Date.now()));
    // Refused for want of a store: the application has to come again.
    this.socket.on('connect_error', () => this.socket.active || setTimeout(() => this.socket.connect(), 200));
    this.socket.on('sync:complete', () => this.back());
    this.socket.on('message:new', ({ message: { chatId, seq } }) => {
      report.messages++;
      report.repeats += seq <= (this.seen.get(chatId) ?? 0) ? 1 : 0;
      this.seen.set(chatId, seq);
    });
  }

  back() {
    if (this.awaySince) {
      report.absences.push(Date.now() - this.awaySince);
      report.anew += this.socket.recovered ? 0 : 1;
      this.awaySince = undefined;
    }
  }

  ask(event, payload) {
    return this.socket.timeout(PATIENCE_MS).emitWithAck(event, payload);
  }

  async talk() {
    for (let i = 0; !isOver; i++) {
      const chatId = `chat-${(this.number + i * 7) % CHATS}`;
      const message = { chatId, encryptedContent: `${i}`, messageType: 'text', tempId: `${i}` };
      await this.ask('message:new', message).catch(() => {});
      await pause(Math.random() * PATIENCE_MS);
    }
  }
}

const talkers = [];
for (let number = 0; number < count; number++) {
  talkers.push(new Talker(number, await token(port, `talker-${number}`, 'phone')));
}
for (const talker of talkers) {
  for (let chat = 0; chat < CHATS; chat++) {
    await talker.ask('chat:join', { chatId: `chat-${chat}` });
  }
}
talkers.forEach((talker) => talker.talk());
console.log('ready');
await new Promise((resolve) => process.once('SIGTERM', resolve));
await until(() => talkers.every(({ awaySince }) => !awaySince), RETURN_MS);
isOver = true;
const away = talkers.filter(({ awaySince }) => awaySince).length;
console.log(JSON.stringify({ ...report, away }));
process.exit(0);
