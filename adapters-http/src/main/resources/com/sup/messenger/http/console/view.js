// Draws the chats as they are.
import { clock, find, make } from './dom.js';
import * as link from './link.js';

const TICKS = { pending: '…', sent: '✓', delivered: '✓✓', read: '✓✓', failed: '!' };
const QUICK = ['👍', '❤️', '😂', '🎉'];
const paneWatchers = [];
let choosing; // the id of the message for which a reaction is chosen
let deleting; // the id of the message whose deletion has to be confirmed

export const onPane = (watcher) => paneWatchers.push(watcher);

// Shows a part of the console where there is no room for all.
export function showPane(name) {
  document.body.dataset.pane = name;
  for (const button of document.querySelectorAll('.panes button')) {
    button.setAttribute('aria-pressed', button.dataset.pane === name);
  }
  paneWatchers.forEach((watcher) => watcher());
}

export const isChatSeen = () =>
  document.visibilityState === 'visible' && find('messages').checkVisibility();

export const complain = (text) => (find('session-error').textContent = text);

export function draw(model, actions) {
  const rows = [...model.chats].map(([id, chat]) => row(id, chat, id === model.current, actions));
  find('chats').replaceChildren(...rows);
  drawHead(model);
  drawMessages(model, actions);
  drawComposer(model.editing);
  const typists = [...model.room.typists.values()].map(({ name }) => name);
  find('typing').textContent = typists.length > 0 ? `${typists.join(', ')} typing …` : '';
}

function row(id, { unread, upTo }, isCurrent, { open }) {
  const badge = unread > 0 ? [make('span', { className: 'badge', textContent: unread, title: 'unread' })] : [];
  const button = make(
    'button',
    { type: 'button', onclick: () => open(id), aria: { current: isCurrent } },
    make('span', { className: 'name', textContent: id }),
    make('span', { className: 'hint', textContent: upTo === undefined ? '' : `#${upTo}` }),
    ...badge,
  );
  return make('li', {}, button);
}

function drawHead({ current, chat, room, userId }) {
  const isWritable = current !== undefined && link.isLive();
  find('chat-title').textContent = current ?? 'No chat';
  find('members').textContent = current ? viewers(room, userId) : 'Join a chat to read and write.';
  find('leave').hidden = !current;
  find('earlier').hidden = !chat || (chat.messages[0]?.message.seq ?? 1) <= 1;
  find('text').disabled = !isWritable;
  find('send').disabled = !isWritable;
}

// The composer writes a new message, or edits an own one.
function drawComposer(editing) {
  find('editing').hidden = !editing;
  find('edited').textContent = editing ? `Editing message #${editing.seq}` : '';
  find('send').textContent = editing ? 'Save' : 'Send';
}

function viewers({ viewers }, userId) {
  const names = [...viewers].map((id) => (id === userId ? 'you' : id));
  return names.length > 0 ? `Here now: ${names.join(', ')}` : 'Nobody is here now.';
}

function drawMessages(model, actions) {
  const { current, chat, room } = model;
  const list = find('messages');
  const atEnd = list.scrollTop + list.clientHeight >= list.scrollHeight - 40;
  const changed = list.dataset.chat !== (current ?? '');
  list.dataset.chat = current ?? '';
  const lines = [
    ...(chat?.messages ?? []).map((entry) => [entry.message.id, () => bubble(entry, model, actions)]),
    ...[...(chat?.pending ?? []), ...room.failed].map((message) => [message.tempId, () => onItsWay(message, actions)]),
  ];
  reconcile(list, lines);
  if (atEnd || changed) {
    list.scrollTop = list.scrollHeight;
  }
}

// Leaves what has not changed in place: the focus, a selection, and what a screen reader was told.
function reconcile(list, lines) {
  const old = new Map([...list.children].map((line) => [line.dataset.id, line]));
  const lineOf = ([id, make]) => {
    const line = make();
    const before = old.get(id);
    line.dataset.id = id;
    if (before && !before.isEqualNode(line)) {
      const focused = [...before.querySelectorAll('button')].indexOf(document.activeElement);
      before.className = line.className;
      before.replaceChildren(...line.children);
      before.querySelectorAll('button')[focused]?.focus();
    }
    old.delete(id);
    return before ?? line;
  };
  lines.map(lineOf).forEach((line, place) => {
    if (list.children[place] !== line) {
      list.insertBefore(line, list.children[place] ?? null);
    }
  });
  old.forEach((line) => line.remove());
}

function bubble(entry, model, actions) {
  const { message, sender } = entry;
  const isMine = message.senderId === model.userId;
  const isDeleted = message.status === 'deleted';
  const author = isMine
    ? []
    : [make('span', { className: 'author', textContent: sender?.username ?? message.senderId })];
  return make(
    'div',
    { className: `message${isMine ? ' mine' : ''}${isDeleted ? ' deleted' : ''}` },
    ...author,
    make('div', { className: 'bubble', textContent: message.encryptedContent ?? 'Deleted' }),
    about(message, model, isMine, actions),
    reactionBar(entry, model, actions),
    ...(deleting === message.id && !isDeleted ? [confirmation(message, actions)] : []),
  );
}

// A deletion cannot be taken back: it takes a second step.
function confirmation(message, { remove, redraw }) {
  const done = (action) => () => {
    deleting = undefined;
    action(message);
  };
  return make(
    'div',
    { className: 'confirm', onkeydown: ({ key }) => key === 'Escape' && done(redraw)() },
    make('button', {
      className: 'danger', type: 'button', textContent: 'Delete for everybody', onclick: done(remove),
    }),
    make('button', { type: 'button', textContent: 'Keep', onclick: done(redraw) }),
  );
}

function ownButtons(message, { edit, redraw }) {
  return [
    make('button', {
      className: 'quiet',
      type: 'button',
      textContent: '✎',
      title: 'Edit',
      onclick: () => edit(message),
      aria: { label: `Edit message ${message.seq}` },
    }),
    make('button', {
      className: 'quiet',
      type: 'button',
      textContent: '✕',
      title: 'Delete',
      onclick: () => {
        deleting = deleting === message.id ? undefined : message.id;
        redraw();
      },
      aria: { label: `Delete message ${message.seq}`, expanded: deleting === message.id },
    }),
  ];
}

function about(message, { chat }, isMine, actions) {
  const isDeleted = message.status === 'deleted';
  const choose = make('button', {
    className: 'quiet',
    type: 'button',
    textContent: '☺',
    onclick: () => {
      choosing = choosing === message.id ? undefined : message.id;
      actions.redraw();
    },
    aria: { label: `React to message ${message.seq}`, expanded: choosing === message.id },
  });
  return make(
    'div',
    { className: 'about' },
    make('span', { className: 'seq', textContent: `#${message.seq}` }),
    make('time', { textContent: clock(message.createdAt) }),
    ...(message.editedAt && !isDeleted ? [make('span', { textContent: 'edited' })] : []),
    ...(isMine ? [ticks(progress(message, chat))] : []),
    ...(isDeleted ? [] : [choose]),
    ...(isMine && !isDeleted ? ownButtons(message, actions) : []),
  );
}

// How far an own message has come, and by whom it was read.
function progress({ seq, senderId }, { receipts }) {
  const others = [...receipts.values()].filter(({ userId }) => userId !== senderId);
  const readers = others.filter(({ readSeq }) => readSeq >= seq).map(({ userId }) => userId);
  const isDelivered = others.some(({ deliveredSeq }) => deliveredSeq >= seq);
  return { status: readers.length > 0 ? 'read' : isDelivered ? 'delivered' : 'sent', readers };
}

function ticks({ status, readers = [], failure }) {
  const words = failure ?? (readers.length > 0 ? `read by ${readers.join(', ')}` : status);
  return make('span', {
    className: 'ticks',
    textContent: TICKS[status],
    title: words,
    role: 'img',
    data: { status },
    aria: { label: words },
  });
}

function reactionBar({ message, reactions = [] }, { userId: me }, { react }) {
  const users = Map.groupBy(reactions, ({ reaction }) => reaction);
  const offered = choosing === message.id ? QUICK : [];
  return make('div', { className: 'reactions' }, ...[...new Set([...users.keys(), ...offered])].map((reaction) => {
    const names = (users.get(reaction) ?? []).map(({ userId }) => userId);
    return make('button', {
      type: 'button',
      textContent: names.length > 0 ? `${reaction} ${names.length}` : reaction,
      title: names.join(', '),
      onclick: () => {
        choosing = undefined;
        react(message, reaction, names.includes(me));
      },
      aria: { pressed: names.includes(me) },
    });
  }));
}

function onItsWay(message, { retry }) {
  const { failure } = message;
  const again = make('button', {
    type: 'button',
    textContent: 'Try again',
    onclick: () => retry(message),
  });
  return make(
    'div',
    { className: failure ? 'message mine failed' : 'message mine' },
    make('div', { className: 'bubble', textContent: message.encryptedContent }),
    make(
      'div',
      { className: 'about' },
      ...(failure ? [failure, again] : []),
      ticks({ status: failure ? 'failed' : 'pending', failure }),
    ),
  );
}

for (const button of document.querySelectorAll('.panes button')) {
  button.addEventListener('click', () => showPane(button.dataset.pane));
}
