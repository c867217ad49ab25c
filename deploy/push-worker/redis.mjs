// A connection to Redis that sends one command at a time: RESP2, as much of it as the worker needs.
// The process ends when the connection is lost: what it had not acknowledged is read again.
import net from 'node:net';
import tls from 'node:tls';

export async function connect(url) {
  const { protocol, hostname, port, username, password, pathname } = new URL(url);
  const address = { host: hostname, port: Number(port || 6379), servername: hostname };
  const socket = protocol === 'rediss:' ? tls.connect(address) : net.connect(address);
  const redis = new Redis(socket);
  if (password) {
    const user = decodeURIComponent(username || 'default');
    await redis.command('AUTH', user, decodeURIComponent(password));
  }
  if (pathname.length > 1) {
    await redis.command('SELECT', pathname.slice(1));
  }
  return redis;
}

class Redis {
  #socket;
  #received = Buffer.alloc(0);
  #waiting = null;

  constructor(socket) {
    this.#socket = socket;
    socket.on('data', (bytes) => {
      this.#received = Buffer.concat([this.#received, bytes]);
      this.#answer();
    });
    socket.on('error', (error) => lost(error.message));
    socket.on('close', () => lost('closed'));
  }

  // Sends a command and returns its answer. An error of Redis is thrown.
  command(...words) {
    const parts = words.map((word) => `$${Buffer.byteLength(String(word))}\r\n${word}\r\n`);
    this.#socket.write(`*${words.length}\r\n${parts.join('')}`);
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
    });
  }

  #answer() {
    const reply = parse(this.#received, 0);
    if (!reply || !this.#waiting) {
      return;
    }
    this.#received = this.#received.subarray(reply.end);
    const { resolve, reject } = this.#waiting;
    this.#waiting = null;
    if (reply.value instanceof Error) {
      reject(reply.value);
    } else {
      resolve(reply.value);
    }
  }
}

function lost(reason) {
  console.error(`The connection to Redis is lost: ${reason}`);
  process.exit(1);
}

// Returns the value at a place and the place after it, or null while it is not there as a whole.
function parse(bytes, start) {
  const lineEnd = bytes.indexOf('\r\n', start);
  if (lineEnd < 0) {
    return null;
  }
  const line = bytes.toString('utf8', start + 1, lineEnd);
  const end = lineEnd + 2;
  switch (String.fromCharCode(bytes[start])) {
    case '+':
      return { value: line, end };
    case '-':
      return { value: new Error(line), end };
    case ':':
      return { value: Number(line), end };
    case '$':
      return text(bytes, Number(line), end);
    case '*':
      return list(bytes, Number(line), end);
    default:
      throw new Error('This is not Redis');
  }
}

function text(bytes, length, start) {
  if (length < 0) {
    return { value: null, end: start };
  }
  const end = start + length;
  return bytes.length < end + 2
    ? null
    : { value: bytes.toString('utf8', start, end), end: end + 2 };
}

function list(bytes, count, start) {
  if (count < 0) {
    return { value: null, end: start };
  }
  const value = [];
  let end = start;
  for (let i = 0; i < count; i++) {
    const element = parse(bytes, end);
    if (!element) {
      return null;
    }
    value.push(element.value);
    end = element.end;
  }
  return { value, end };
}
