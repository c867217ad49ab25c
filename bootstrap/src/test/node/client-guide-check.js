// Uses the program of docs/client-guide.md, which ClientGuideTest puts before this text: Ada's socket, and Bob's client.
// A device may connect once in a second, tokens end after 2 s, and a return brings two messages of a chat.
import assert from 'node:assert/strict';

const CHAT = 'crew';
const PATIENCE_MS = 20_000;
const came = [];
const refused = [];
let refreshes = 0;

socket.on('message:new', ({ message }) => came.push(message.seq));
socket.on('connect_error', ({ data }) => refused.push(data));
socket.onAnyOutgoing((event) => (refreshes += event === 'auth:refresh' ? 1 : 0));

async function until(what, condition) {
  for (const end = Date.now() + PATIENCE_MS; !condition(); await new Promise((resolve) => setTimeout(resolve, 5))) {
    assert.ok(Date.now() < end, what);
  }
}

const isRefused = (code) => refused.some((data) => data?.code === code);
const says = (text) => bob.send({ chatId: CHAT, encryptedContent: text, messageType: 'text' });

await ask('message:new', { chatId: CHAT, encryptedContent: 'Hello, Bob', messageType: 'text', tempId: 'first' });
const again = await ask('message:new', { chatId: CHAT, encryptedContent: 'Hello, Bob', messageType: 'text', tempId: 'first' });
assert.equal(again.message.seq, 2);
keep(again.message);
await says('Now the line is cut');
await until('all are shown', () => chats.get(CHAT)?.has(3));
token = 'a token that nobody has signed';
socket.io.engine.close();
await Promise.all([says('It was cut'), send(CHAT, 'I am back')]);
await until('the cut is made good', () => chats.get(CHAT).has(4) && chats.get(CHAT).has(5));
assert.ok(isRefused('INVALID_TOKEN'));

// It leaves, and so begins a new session. The second one within a second is refused for a while.
socket.disconnect();
const absent = [];
for (const text of ['six', 'seven', 'eight', 'nine']) absent.push((await says(text)).seq);
socket.connect();
await until('the absence is made good', () => absent.every((seq) => chats.get(CHAT).has(seq)));
while (!isRefused('RATE_LIMIT_EXCEEDED')) {
  socket.disconnect().connect();
  await until('a connection or a refusal', () => socket.connected || isRefused('RATE_LIMIT_EXCEEDED'));
}
await until('it is back', () => socket.connected);
assert.equal(new Set(came).size, came.length, 'none has come twice');

await until('a token is replaced', () => refreshes > 0);
await until('the last message is delivered', () =>
  bob.state.chats.get(CHAT).receipts.get('ada')?.deliveredSeq >= absent.at(-1));
await compare(CHAT);
assert.ok(cursors[CHAT].rev > absent.at(-1));
await assert.rejects(send('', 'no chat'), /chatId/);
console.log('ok');
process.exit();
