// Reads the push outbox with a consumer group and prints what it would send, one line an entry.
//
// At least once: an entry is acknowledged after it was sent. One that fails, or whose worker died, is
// tried again. After five tries it goes to the dead letters, so that it holds up no other.
import { hostname } from 'node:os';
import { connect } from './redis.mjs';
import { payloads } from './payloads.mjs';

const env = process.env;
const OUTBOX = `${env.REDIS_PREFIX ?? ''}push:outbox`;
const DEAD_LETTERS = `${env.REDIS_PREFIX ?? ''}push:dead-letters`;
const GROUP = env.PUSH_GROUP ?? 'push';
const CONSUMER = env.PUSH_CONSUMER ?? hostname();
// The time after which an entry that was not acknowledged is tried again.
const RETRY_MS = Number(env.PUSH_RETRY_MS ?? 30_000);
const MAX_TRIES = 5;
const MAX_DEAD_LETTERS = 10_000;
const BATCH = 10;

const redis = await connect(env.REDIS_URL ?? 'redis://127.0.0.1:6379');
await redis.command('XGROUP', 'CREATE', OUTBOX, GROUP, '0', 'MKSTREAM').catch((error) => {
  if (!error.message.startsWith('BUSYGROUP')) {
    throw error;
  }
});
console.log(`Reading ${OUTBOX} as ${CONSUMER} of ${GROUP}`);
for (;;) {
  await retry();
  await readNew();
}

async function readNew() {
  const wait = Math.min(RETRY_MS, 5_000);
  const read = ['XREADGROUP', 'GROUP', GROUP, CONSUMER, 'COUNT', BATCH, 'BLOCK', wait];
  const streams = await redis.command(...read, 'STREAMS', OUTBOX, '>');
  for (const [id, fields] of streams?.[0][1] ?? []) {
    await handle(id, fields, 1);
  }
}

// Takes over entries that were read and not acknowledged, by this worker or another.
async function retry() {
  const claim = ['XAUTOCLAIM', OUTBOX, GROUP, CONSUMER, RETRY_MS, '0-0', 'COUNT', BATCH];
  const [, entries] = await redis.command(...claim);
  for (const [id, fields] of entries) {
    const [pending] = await redis.command('XPENDING', OUTBOX, GROUP, id, id, 1);
    if (pending) {
      await handle(id, fields, pending[3]);
    }
  }
}

async function handle(id, fields, tries) {
  try {
    if (tries > MAX_TRIES) {
      throw new Error('Its workers have died');
    }
    send(id, fields);
  } catch (error) {
    if (tries < MAX_TRIES) {
      return;
    }
    await bury(id, fields, error.message);
  }
  await redis.command('XACK', OUTBOX, GROUP, id);
}

function send(id, fields) {
  const { kind, user, event } = named(fields);
  const pushes = payloads(kind, JSON.parse(event));
  // A real worker looks up the push tokens of the user, and sends.
  console.log(JSON.stringify({ id, kind, user, ...(pushes ?? { skipped: true }) }));
}

function named(fields) {
  const object = {};
  for (let i = 0; i < fields.length; i += 2) {
    object[fields[i]] = fields[i + 1];
  }
  return object;
}

// Before the acknowledgement: an entry may be buried twice, and is never lost.
async function bury(id, fields, error) {
  const bound = ['MAXLEN', '~', MAX_DEAD_LETTERS];
  await redis.command('XADD', DEAD_LETTERS, ...bound, '*', ...fields, 'id', id, 'error', error);
  console.error(`Gave up ${id}: ${error}`);
}
