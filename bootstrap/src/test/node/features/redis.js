// Reads what a Redis holds.
import assert from 'node:assert/strict';
import net from 'node:net';
import { pause } from '../support.js';

const PATIENCE_MS = 15_000;

const READERS = {
  string: (key) => ['GET', key],
  hash: (key) => ['HGETALL', key],
  list: (key) => ['LRANGE', key, '0', '-1'],
  set: (key) => ['SMEMBERS', key],
  zset: (key) => ['ZRANGE', key, '0', '-1'],
  stream: (key) => ['XRANGE', key, '-', '+'],
};

// Returns the keys with a text in their name or value.
export async function keysWith(port, text) {
  const redis = new Redis(port);
  const found = [];
  let cursor = '0';
  do {
    const [next, keys] = await redis.ask('SCAN', cursor, 'COUNT', '1000');
    for (const key of keys) {
      const type = await redis.ask('TYPE', key);
      const value = type === 'none' ? '' : JSON.stringify(await redis.ask(...READERS[type](key)));
      if (`${key} ${value}`.includes(text)) {
        found.push(key);
      }
    }
    cursor = next;
  } while (cursor !== '0');
  redis.close();
  return found;
}

// Waits until an event for a user is handed to the push worker, and holds a text.
export async function pushedTo(port, user, kind, text) {
  const redis = new Redis(port);
  let entries;
  const found = () => entries?.some((one) => [user, kind].every((word) => one.includes(word)) && one.some((word) => word.includes(text)));
  for (const end = Date.now() + PATIENCE_MS; !found() && Date.now() < end; ) {
    entries = (await redis.ask('XRANGE', 'push:outbox', '-', '+')).map(([, fields]) => fields);
    await pause(50);
  }
  redis.close();
  assert.ok(found(), `no ${kind} of ${text} for ${user}`);
}

// Asks one command at a time, in RESP 2. Texts are read as Latin 1, a character a byte.
class Redis {
  constructor(port) {
    this.socket = net.connect(port, '127.0.0.1');
    this.text = '';
    this.socket.setEncoding('latin1').on('data', (data) => {
      this.text += data;
      this.heard?.();
    });
  }

  async ask(...words) {
    this.socket.write(`*${words.length}\r\n${words.map((word) => `$${word.length}\r\n${word}\r\n`).join('')}`, 'latin1');
    return this.read();
  }

  async read() {
    const line = await this.line();
    const rest = line.slice(1);
    switch (line[0]) {
      case '+':
        return rest;
      case ':':
        return Number(rest);
      case '$':
        return rest === '-1' ? null : this.bulk(Number(rest));
      case '*': {
        const values = [];
        for (let i = 0; i < Number(rest); i++) values.push(await this.read());
        return values;
      }
      default:
        throw new Error(line);
    }
  }

  async line() {
    while (!this.text.includes('\r\n')) await this.more();
    return this.take(this.text.indexOf('\r\n'));
  }

  async bulk(length) {
    while (this.text.length < length + 2) await this.more();
    return this.take(length);
  }

  take(length) {
    const taken = this.text.slice(0, length);
    this.text = this.text.slice(length + 2);
    return taken;
  }

  more() {
    return new Promise((resolve) => (this.heard = resolve));
  }

  close() {
    this.socket.destroy();
  }
}
