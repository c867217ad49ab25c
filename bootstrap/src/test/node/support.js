// What the clients of several tests need.
import { createHmac } from 'node:crypto';
import net from 'node:net';

// Signs the tokens of a service in production, and opens its service API.
export const KEY = process.env.SUP_TEST_KEY;

// What `auth` takes, for a user's device.
export async function token(port, userId, deviceId) {
  if (KEY) {
    return { token: signed({ userId, deviceId, exp: Math.floor(Date.now() / 1_000) + 600 }) };
  }
  const body = JSON.stringify({ userId, deviceId });
  return (await fetch(`http://localhost:${port}/dev/token`, { method: 'POST', body })).json();
}

function signed(claims) {
  const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const content = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
  return `${content}.${createHmac('sha256', KEY).update(content).digest('base64url')}`;
}

export function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

// Waits for a condition, but no longer than patience.
export async function until(condition, patience) {
  for (const end = Date.now() + patience; !condition() && Date.now() < end; ) {
    await pause(1);
  }
}

// The port of a network that is so many milliseconds away from the server, by a WebSocket so many. A session moves to WebSocket
// when the promise is kept that `admit` gives for its id.
export async function distant(port, latency, webSocketLatency, admit) {
  const network = net.createServer((client) => {
    const server = net.connect(port, 'localhost');
    const distance = { latency, admitted: Promise.resolve() };
    client.once('data', (data) => {
      if (data.includes('Upgrade: websocket')) {
        distance.latency = webSocketLatency;
        const sid = /[?&]sid=([^& ]+)/.exec(data.toString())?.[1];
        distance.admitted = sid ? admit(sid) : distance.admitted;
      }
    });
    relay(client, server, distance);
    relay(server, client, distance);
  });
  await new Promise((resolve) => network.listen(0, 'localhost', resolve));
  return network.address().port;
}

function relay(from, to, distance) {
  from.on('data', async (data) => {
    await distance.admitted;
    setTimeout(() => to.write(data), distance.latency);
  });
  from.on('close', () => setTimeout(() => to.destroy(), distance.latency));
  from.on('error', () => {});
}
