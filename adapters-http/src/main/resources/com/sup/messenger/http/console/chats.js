// The chats: joining, reading, writing, receipts, reactions, typing.
import { Chat } from './chat.js';
import { find, soon } from './dom.js';
import * as link from './link.js';
import * as people from './people.js';
import * as view from './view.js';

const PAGE = 50;
const RECEIPT_MS = 250;
const TYPING_EVERY_MS = 3_000;
const chats = new Map();
let current;
let editing; // the own message that the composer edits

const draw = () => {
  if (editing && (editing.chatId !== current?.id || editing.status === 'deleted')) {
    stopEditing();
  }
  const redraw = draw;
  view.draw(chats, current, { open, react, reactions, retry, edit, remove, redraw, editing });
};
export const refresh = draw;

function chat(id) {
  if (!chats.has(id)) {
    chats.set(id, new Chat(id));
    remember();
  }
  return chats.get(id);
}

const remember = () => sessionStorage.setItem('chats', JSON.stringify([...chats.keys()]));

// The seq of each chat up to which this page has everything.
export const cursors = () => Object.fromEntries(
  [...chats.values()].filter(({ cursor }) => cursor !== undefined).map((c) => [c.id, c.cursor]));

// Forgets what another user had.
export function forget() {
  chats.clear();
  current = undefined;
  draw();
}

async function join(id) {
  const answer = await link.ask('chat:join', { chatId: id });
  if (!answer.success) {
    view.complain(`${id}: ${answer.message}`);
    return;
  }
  const joined = chat(id);
  Object.assign(joined, { headSeq: answer.headSeq, unread: answer.unread });
  current ??= joined;
  await load(joined, Math.max(joined.cursor ?? 0, answer.headSeq - PAGE), PAGE);
  await look(joined);
}

// Takes in what lies after a place in the chat.
async function load(target, afterSeq, limit) {
  const answer = await link.ask('chat:sync', { chatId: target.id, afterSeq, limit });
  answer.messages?.forEach((entry) => target.take(entry));
  receipts();
  draw();
}

async function look(target) {
  const answer = await link.ask('chat:get-active-members', { chatId: target.id });
  target.viewers = new Set(answer.activeMembers ?? []);
  draw();
  await people.follow([...target.viewers]);
}

function open(id) {
  current = chats.get(id);
  view.showPane('chat');
  receipts();
  draw();
}

async function leave() {
  const left = current;
  await link.ask('chat:leave', { chatId: left.id });
  chats.delete(left.id);
  remember();
  current = chats.values().next().value;
  draw();
}

// One receipt speaks for all messages before it.
const receipts = soon(() => {
  for (const each of chats.values()) {
    const last = [...each.messages.values()].findLast((m) => m.senderId !== link.me.userId);
    if (last && last.seq > (each.confirmed ?? 0)) {
      each.confirmed = last.seq;
      link.ask('message:delivered', { messageId: last.id, chatId: each.id });
    }
    if (last && each === current && view.isChatSeen() && last.seq > (each.readUpTo ?? 0)) {
      each.readUpTo = last.seq;
      read(each, last);
    }
  }
}, RECEIPT_MS);

async function read(target, message) {
  const answer = await link.ask('message:read', { messageId: message.id, chatId: target.id });
  target.unread = answer.unread ?? target.unread;
  draw();
}

async function send(text) {
  const tempId = crypto.randomUUID?.() ?? `t${Date.now()}-${Math.random()}`;
  const message = { chatId: current.id, encryptedContent: text, messageType: 'text', tempId };
  current.pending.set(tempId, message);
  draw();
  await deliver(current, message);
}

async function deliver(target, message) {
  delete message.failure;
  const answer = await link.ask('message:new', message);
  if (answer.success) {
    target.take(answer);
  } else {
    message.failure = answer.message;
  }
  draw();
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

async function save(message, text) {
  const { id: messageId, chatId, metadata, sender } = message;
  const answer = await link.ask('message:edit', { chatId, messageId, encryptedContent: text, metadata });
  if (answer.success) {
    chats.get(chatId)?.change({ message: answer.message, sender });
    if (editing === message) {
      stopEditing();
    }
  } else {
    find('composer-error').textContent = `Not saved: ${answer.message}`;
  }
  draw();
}

async function remove({ id: messageId, chatId }) {
  const answer = await link.ask('message:delete', { chatId, messageId });
  if (answer.success) {
    chats.get(chatId)?.remove({ messageId });
    find('text').focus();
  } else {
    find('composer-error').textContent = `Not deleted: ${answer.message}`;
  }
  draw();
}

// The same tempId: where the first try arrived after all, there is no second message.
function retry(message) {
  deliver(current, message);
}

async function react(message, reaction) {
  const mine = message.reactions.get(link.me.userId);
  const event = mine === reaction ? 'reaction:remove' : 'reaction:new';
  const payload = { messageId: message.id, chatId: message.chatId, reaction };
  const answer = await link.ask(event, payload);
  if (answer.success) {
    mark(message.reactions, link.me.userId, event === 'reaction:new' ? reaction : undefined);
    draw();
  }
}

async function reactions(message) {
  const { id: messageId, chatId } = message;
  const answer = await link.ask('reaction:get', { messageId, chatId });
  if (answer.success) {
    message.reactions.clear();
    answer.reactions.forEach(({ userId, reaction }) => mark(message.reactions, userId, reaction));
    draw();
  }
}

const mark = (all, userId, reaction) =>
  reaction ? all.set(userId, reaction) : all.delete(userId);

link.on('connected', async ({ recovered }) => {
  const saved = JSON.parse(sessionStorage.getItem('chats') ?? '[]');
  if (!recovered) {
    for (const id of saved) {
      await join(id);
    }
  }
});

link.on('message:new', (entry) => {
  const target = chat(entry.message.chatId);
  current ??= target;
  const isSeen = target === current && view.isChatSeen();
  const { senderId, silent, status } = entry.message;
  const counts = senderId !== link.me.userId && !silent && status !== 'deleted';
  if (target.take(entry) && counts && !isSeen) {
    target.unread++;
  }
  receipts();
  draw();
});

link.on('message:updated', (entry) => {
  chats.get(entry.message.chatId)?.change(entry);
  draw();
});

link.on('message:deleted', (entry) => {
  chats.get(entry.chatId)?.remove(entry);
  draw();
  count(entry.chatId);
});

link.on('chat:state', (state) => {
  chats.get(state.chatId)?.catchUp(state);
  draw();
  count(state.chatId);
});

// Asks how many messages of a chat are unread.
async function count(chatId) {
  const { chats: listed } = await link.ask('chat:list', { chatIds: [chatId] });
  const target = chats.get(chatId);
  if (target && listed?.length === 1) {
    target.unread = listed[0].unread;
    draw();
  }
}

link.on('message:delivered', ({ chatId, userId, messageId }) => {
  chats.get(chatId)?.reach('delivered', userId, messageId);
  draw();
});

link.on('message:read', ({ chatId, userId, messageId }) => {
  const target = chats.get(chatId);
  target?.reach('read', userId, messageId);
  if (userId === link.me.userId) {
    target?.readElsewhere(userId);
  }
  draw();
});

link.on('message:typing', ({ chatId, userId, userName }) => {
  chats.get(chatId)?.type(userId, userName ?? userId, draw);
  draw();
});

link.on('message:stop-typing', ({ chatId, userId }) => {
  chats.get(chatId)?.stopTyping(userId);
  draw();
});

for (const event of ['reaction:new', 'reaction:remove']) {
  link.on(event, ({ chatId, messageId, userId, reaction, action }) => {
    const message = chats.get(chatId)?.messages.get(messageId);
    if (message) {
      mark(message.reactions, userId, action === 'add' ? reaction : undefined);
      draw();
    }
  });
}

link.on('chat:member-joined', ({ chatId, userId }) => {
  chats.get(chatId)?.viewers.add(userId);
  people.follow([userId]);
  draw();
});

link.on('chat:member-left', ({ chatId, userId }) => {
  chats.get(chatId)?.viewers.delete(userId);
  draw();
});

let typedAt = 0;
find('text').addEventListener('input', () => {
  if (current && !editing && Date.now() - typedAt > TYPING_EVERY_MS) {
    typedAt = Date.now();
    link.emit('message:typing', { chatId: current.id });
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
    send(text);
  }
});

find('text').addEventListener('keydown', (press) => {
  const own = [...(current?.messages.values() ?? [])].findLast(
    ({ senderId, status }) => senderId === link.me.userId && status !== 'deleted');
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
  if (chats.has(id)) {
    open(id);
  }
});

find('leave').addEventListener('click', leave);
find('earlier').addEventListener('click', () => {
  const first = current.firstSeq();
  load(current, Math.max(0, first - 1 - PAGE), Math.min(PAGE, first - 1));
});
document.addEventListener('visibilitychange', receipts);
view.onPane(receipts);
