// The chats: joining, reading, writing, reactions, typing. The client keeps their messages.
import { find, soon } from './dom.js';
import * as link from './link.js';
import * as people from './people.js';
import { Room } from './room.js';
import * as view from './view.js';

const READ_MS = 250;
const TYPING_EVERY_MS = 3_000;
const rooms = new Map();
const joined = new Set(JSON.parse(sessionStorage.getItem('chats') ?? '[]'));
let current; // the id of the chat that is shown
let editing; // the own message that the composer edits

function room(id) {
  if (!rooms.has(id)) {
    rooms.set(id, new Room());
  }
  return rooms.get(id);
}

const shown = () => link.state().chats.get(current);

function draw() {
  const { chats, userId } = link.state();
  if (current && !chats.has(current)) {
    current = undefined;
  }
  const message = editing && shown()?.messages.find((one) => one.message.id === editing.id)?.message;
  if (editing && message?.status !== 'sent') {
    stopEditing();
  }
  view.draw(
    { chats, userId, current, chat: shown(), room: room(current), editing },
    { open, react, retry, edit, remove, redraw: draw },
  );
  read();
}

link.watch(draw);

// Does what the user has asked for. Shows why it is refused.
async function attempt(action, complain) {
  try {
    await action(link.use());
  } catch (refusal) {
    complain(refusal.message);
  }
  draw();
}

const complainAt = (words) => (text) => (find('composer-error').textContent = `${words}: ${text}`);

// Forgets what another user had.
export function forget() {
  rooms.clear();
  joined.clear();
  current = undefined;
  remember();
}

const remember = () => sessionStorage.setItem('chats', JSON.stringify([...joined]));

const join = (id) => attempt(async (client) => {
  await client.ask('chat:join', { chatId: id });
  joined.add(id);
  remember();
  await show(id);
  const { activeMembers } = await client.ask('chat:get-active-members', { chatId: id });
  room(id).viewers = new Set(activeMembers);
  draw();
  await people.follow(activeMembers);
}, (text) => view.complain(`${id}: ${text}`));

// Loads the newest messages, if none is here.
async function show(id) {
  if (!link.state().chats.get(id)?.messages.length) {
    await link.use().older(id);
  }
  current ??= id;
  draw();
}

function open(id) {
  current = id;
  view.showPane('chat');
  attempt(() => show(id), view.complain);
}

function leave() {
  const id = current;
  joined.delete(id);
  remember();
  room(id).viewers.clear();
  current = [...joined][0];
  attempt((client) => client.ask('chat:leave', { chatId: id }), view.complain);
}

// Marks the messages of the chat as read that the user has seen.
const read = soon(() => {
  const { chats, userId } = link.state();
  const chat = chats.get(current);
  const last = chat?.messages.findLast(({ message }) => message.senderId !== userId)?.message;
  const place = chat?.receipts.get(userId)?.readSeq ?? 0;
  if (last && last.seq > Math.max(place, room(current).read ?? 0) && view.isChatSeen()) {
    room(current).read = last.seq;
    attempt((client) => client.read(last.chatId), view.complain);
  }
}, READ_MS);

const send = (message) => attempt((client) => client.send(message), (failure) =>
  room(message.chatId).failed.push({ ...message, failure }));

function retry(message) {
  const { failure, ...again } = message;
  room(message.chatId).failed = room(message.chatId).failed.filter((one) => one !== message);
  send(again);
}

function edit(message) {
  editing = message;
  find('text').value = message.encryptedContent;
  find('composer-error').textContent = '';
  draw();
  find('text').focus();
}

function stopEditing() {
  editing = undefined;
  find('text').value = '';
  find('composer-error').textContent = '';
}

const save = (message, text) => attempt(async (client) => {
  const { id: messageId, chatId, metadata } = message;
  await client.edit({ chatId, messageId, encryptedContent: text, metadata });
  if (editing === message) {
    stopEditing();
  }
}, complainAt('Not saved'));

const remove = ({ id: messageId, chatId }) => attempt(async (client) => {
  await client.delete({ chatId, messageId });
  find('text').focus();
}, complainAt('Not deleted'));

const react = ({ id: messageId, chatId }, reaction, isMine) =>
  attempt((client) => client.react(isMine ? 'remove' : 'add', { chatId, messageId, reaction }), view.complain);

link.on('connected', ({ recovered }) => recovered || joined.forEach(join));

link.on('message:new', ({ message }) => {
  current ??= message.chatId;
  room(message.chatId).stopTyping(message.senderId);
  draw();
});

link.on('message:typing', ({ chatId, userId, userName }) => {
  room(chatId).type(userId, userName ?? userId, draw);
  draw();
});

link.on('message:stop-typing', ({ chatId, userId }) => {
  room(chatId).stopTyping(userId);
  draw();
});

link.on('chat:member-joined', ({ chatId, userId }) => {
  room(chatId).viewers.add(userId);
  people.follow([userId]);
  draw();
});

link.on('chat:member-left', ({ chatId, userId }) => {
  room(chatId).viewers.delete(userId);
  draw();
});

let typedAt = 0;
find('text').addEventListener('input', () => {
  if (current && !editing && Date.now() - typedAt > TYPING_EVERY_MS) {
    typedAt = Date.now();
    link.emit('message:typing', { chatId: current });
  }
});

find('composer').addEventListener('submit', (submission) => {
  submission.preventDefault();
  const text = find('text').value.trim();
  if (text && editing) {
    save(editing, text);
  } else if (text && current) {
    find('text').value = '';
    typedAt = 0;
    // By the same name, a repeat after a refusal makes no second message.
    const tempId = crypto.randomUUID?.() ?? `t${Date.now()}-${Math.random()}`;
    send({ chatId: current, encryptedContent: text, messageType: 'text', tempId });
  }
});

find('text').addEventListener('keydown', (press) => {
  const own = shown()?.messages.findLast(
    ({ message }) => message.senderId === link.state().userId && message.status === 'sent')?.message;
  if (press.key === 'ArrowUp' && find('text').value === '' && own) {
    press.preventDefault();
    edit(own);
  } else if (press.key === 'Escape' && editing) {
    cancelEditing();
  }
});

function cancelEditing() {
  stopEditing();
  draw();
  find('text').focus();
}

find('edit-cancel').addEventListener('click', cancelEditing);

find('join-form').addEventListener('submit', async (submission) => {
  submission.preventDefault();
  const id = find('join').value;
  find('join').value = '';
  await join(id);
  if (joined.has(id)) {
    open(id);
  }
});

find('leave').addEventListener('click', leave);
find('earlier').addEventListener('click', () => attempt((client) => client.older(current), view.complain));
document.addEventListener('visibilitychange', read);
view.onPane(read);
