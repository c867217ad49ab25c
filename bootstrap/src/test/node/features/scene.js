// The scene of a feature's situations: chats of their own, and users with the official client. Every
// connection goes to the next instance.
//
// Arguments: the ports of the instances, and those of their service APIs.
import assert from 'node:assert/strict';
import { io } from 'socket.io-client';
import { KEY, token, until } from '../support.js';

const [ports, apis] = process.argv.slice(2, 4).map((list) => list.split(',').map(Number));
const PATIENCE_MS = 15_000;
const AT_ONCE = 4;
const situations = [];
let turn = 0;

const next = (all) => all[turn++ % all.length];

// Names a situation; `run` gets a scene of its own.
export function situation(name, run) {
  situations.push({ name, run });
}

// Runs all situations. Writes a line of JSON for each: its name, and its failure if it has one.
export async function play() {
  const waiting = [...situations.entries()];
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (let one = waiting.shift(); one; one = waiting.shift()) {
      await playOne(...one);
    }
  }));
  process.exit(0);
}

async function playOne(number, { name, run }) {
  const scene = new Scene(`s${number}`);
  try {
    await run(scene);
    console.log(JSON.stringify({ name }));
  } catch (error) {
    console.log(JSON.stringify({ name, failure: `${error.stack}` }));
  }
  scene.clients.forEach((client) => client.socket.disconnect());
}

// Calls the service API. Returns the status and the body.
export async function call(method, path, body) {
  const response = await fetch(`http://localhost:${next(apis)}${path}`, {
    method,
    headers: { authorization: `Bearer ${KEY ?? 'development'}` },
    body: body && JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, body: text ? JSON.parse(text) : undefined };
}

class Scene {
  constructor(prefix) {
    this.prefix = `${prefix}-${Date.now().toString(36)}`;
    this.clients = [];
    this.chats = 0;
  }

  user(name) {
    return `${this.prefix}-${name}`;
  }

  // Makes a chat of these users, or changes one. Returns its id.
  async chat(names, { id = `${this.prefix}-chat-${this.chats++}`, ...fields } = {}) {
    const members = names.map((name) => this.user(name));
    const { status } = await call('PUT', `/api/chats/${id}`, { ...fields, members });
    assert.ok(status < 300);
    return id;
  }

  async connect(name, device = 'phone', auth = {}) {
    const port = next(ports);
    const userId = this.user(name);
    const given = { ...(await token(port, userId, `${userId}-${device}`)), ...auth };
    const client = new Client(userId, port, given);
    this.clients.push(client);
    await client.synced();
    return client;
  }

  connectAll(...names) {
    return Promise.all(names.map((name) => this.connect(name)));
  }
}

export class Client {
  constructor(userId, port, auth) {
    this.userId = userId;
    this.seen = [];
    this.socket = io(`http://localhost:${port}`, { auth, transports: ['websocket'], forceNew: true, reconnection: false });
    this.socket.onAny((event, payload) => this.seen.push({ event, payload }));
  }

  // The payloads of an event, in their order.
  all(event, chatId) {
    return this.seen
      .filter((one) => one.event === event && (!chatId || chatOf(one.payload) === chatId))
      .map(({ payload }) => payload);
  }

  // Waits for a payload of an event that is as it must be.
  async next(event, matches = () => true) {
    const found = () => this.all(event).find(matches);
    await until(found, PATIENCE_MS);
    assert.ok(found(), `${this.userId} saw no such ${event}: ${JSON.stringify(this.seen)}`);
    return found();
  }

  synced() {
    return this.next('sync:complete');
  }

  // Repeats an event while a store is away, as the client guide says, unless a repeat has an effect of its own.
  async ask(event, payload, tries = 5) {
    const answer = await this.socket.timeout(PATIENCE_MS).emitWithAck(event, payload);
    const isNew = event === 'chat:signal' || event.startsWith('call:') || (event === 'message:new' && !payload.tempId);
    return answer.error === 'UNAVAILABLE' && !isNew && tries > 1 ? this.ask(event, payload, tries - 1) : answer;
  }

  async succeed(event, payload) {
    const answer = await this.ask(event, payload);
    assert.equal(answer.success, true, `${event}: ${JSON.stringify(answer)}`);
    return answer;
  }

  async refused(code, event, payload) {
    const answer = await this.ask(event, payload);
    assert.deepEqual([answer.success, answer.error], [false, code], `${event}: ${JSON.stringify(answer)}`);
    return answer;
  }

  // Sends an event as often as the limits allow, and once more.
  async limitedTo(count, event, payload) {
    for (let i = 0; i < count; i++) {
      await this.succeed(event, payload);
    }
    const { retryAfterMs } = await this.refused('RATE_LIMIT_EXCEEDED', event, payload);
    assert.ok(retryAfterMs > 0 && retryAfterMs <= 60_000, `${retryAfterMs}`);
  }

  // Sends a message. Returns it as it was stored.
  async say(chatId, encryptedContent, more = {}) {
    const { message } = await this.succeed('message:new', { chatId, encryptedContent, messageType: 'text', ...more });
    return message;
  }

  // Returns the user's entry of a chat in `chat:list`.
  async listed(chatId) {
    const { chats } = await this.succeed('chat:list', { chatIds: [chatId] });
    assert.equal(chats.length, 1);
    return chats[0];
  }

  async read(message) {
    return this.succeed('message:read', { chatId: message.chatId, messageId: message.id });
  }

  async delivered(message) {
    return this.succeed('message:delivered', { chatId: message.chatId, messageId: message.id });
  }

  // Loses the connection, and waits until the service has noticed. The session can be recovered.
  async drop() {
    const { deviceId } = this.all('connected').at(-1);
    const gone = new Promise((resolve) => this.socket.once('disconnect', resolve));
    this.socket.io.engine.transport.ws.terminate();
    await gone;
    for (let there = true; there; ) {
      const { body } = await call('GET', `/api/users/${this.userId}`);
      there = body.devices.some((device) => device.deviceId === deviceId);
    }
  }

  // Comes back by its session, to another instance. What it sees from now on is in `seen`.
  async back() {
    this.seen.length = 0;
    this.socket.io.uri = `http://localhost:${next(ports)}`;
    this.socket.connect();
    await this.synced();
    return (await this.next('connected')).recovered;
  }

  async leave() {
    const gone = new Promise((resolve) => this.socket.once('disconnect', resolve));
    this.socket.disconnect();
    await gone;
  }
}

function chatOf(payload) {
  return payload?.chatId ?? payload?.message?.chatId;
}
