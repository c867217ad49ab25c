// What the clients of several tests need.
import net from 'node:net';

// What `auth` takes, for a user's device.
export async function token(port, userId, deviceId) {
  const body = JSON.stringify({ userId, deviceId });
  return (await fetch(`http://localhost:${port}/dev/token`, { method: 'POST', body })).json();
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

// The port of a network that is so many milliseconds away from the server, by a WebSocket so many.
export async function distant(port, latency, webSocketLatency) {
  const network = net.createServer((client) => {
    const server = net.connect(port, 'localhost');
    const distance = { latency };
    client.once('data', (data) => {
      if (data.includes('Upgrade: websocket')) {
        distance.latency = webSocketLatency;
      }
    });
    relay(client, server, distance);
    relay(server, client, distance);
  });
  await new Promise((resolve) => network.listen(0, 'localhost', resolve));
  return network.address().port;
}

function relay(from, to, distance) {
  from.on('data', (data) => setTimeout(() => to.write(data), distance.latency));
  from.on('close', () => setTimeout(() => to.destroy(), distance.latency));
  from.on('error', () => {});
}
