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

export function draw(chats, current, actions) {
  find('chats').replaceChildren(...[...chats.values()].map((chat) => row(chat, current, actions)));
  drawHead(current);
  drawMessages(current, actions);
  drawComposer(actions.editing);
  const typists = [...(current?.typists.values() ?? [])].map(({ name }) => name);
  find('typing').textContent = typists.length > 0 ? `${typists.join(', ')} typing …` : '';
}

function row(chat, current, { open }) {
  const unread = chat.unread > 0
    ? [make('span', { className: 'badge', textContent: chat.unread, title: 'unread' })]
    : [];
  const button = make(
    'button',
    { type: 'button', onclick: () => open(chat.id), aria: { current: chat === current } },
    make('span', { className: 'name', textContent: chat.id }),
    make('span', { className: 'hint', textContent: `#${chat.headSeq}` }),
    ...unread,
  );
  return make('li', {}, button);
}

function drawHead(current) {
  const isWritable = current !== undefined && link.isConnected();
  find('chat-title').textContent = current?.id ?? 'No chat';
  find('members').textContent = current ? viewers(current) : 'Join a chat to read and write.';
  find('leave').hidden = !current;
  find('earlier').hidden = !current || current.firstSeq() <= 1;
  find('text').disabled = !isWritable;
  find('send').disabled = !isWritable;
}

// The composer writes a new message, or edits an own one.
function drawComposer(editing) {
  find('editing').hidden = !editing;
  find('edited').textContent = editing ? `Editing message #${editing.seq}` : '';
  find('send').textContent = editing ? 'Save' : 'Send';
}

function viewers({ viewers }) {
  const names = [...viewers].map((id) => (id === link.me?.userId ? 'you' : id));
  return names.length > 0 ? `Here now: ${names.join(', ')}` : 'Nobody is here now.';
}

function drawMessages(current, actions) {
  const list = find('messages');
  const atEnd = list.scrollTop + list.clientHeight >= list.scrollHeight - 40;
  const changed = list.dataset.chat !== current?.id;
  list.dataset.chat = current?.id ?? '';
  const stored = [...(current?.messages.values() ?? [])];
  const pending = [...(current?.pending.values() ?? [])];
  const lines = [
    ...stored.map((message) => [message.id, () => bubble(message, current, actions)]),
    ...pending.map((message) => [message.tempId, () => onItsWay(message, actions)]),
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

function bubble(message, chat, actions) {
  const isMine = message.senderId === link.me.userId;
  const isDeleted = message.status === 'deleted';
  const author = isMine
    ? []
    : [make('span', {
      className: 'author',
      textContent: message.sender?.username ?? message.senderId,
    })];
  return make(
    'div',
    { className: `message${isMine ? ' mine' : ''}${isDeleted ? ' deleted' : ''}` },
    ...author,
    make('div', { className: 'bubble', textContent: message.encryptedContent ?? 'Deleted' }),
    about(message, chat, isMine, actions),
    reactionBar(message, actions),
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

function about(message, chat, isMine, actions) {
  const isDeleted = message.status === 'deleted';
  const choose = make('button', {
    className: 'quiet',
    type: 'button',
    textContent: '☺',
    onclick: () => {
      choosing = choosing === message.id ? undefined : message.id;
      actions.reactions(message);
    },
    aria: { label: `React to message ${message.seq}`, expanded: choosing === message.id },
  });
  return make(
    'div',
    { className: 'about' },
    make('span', { className: 'seq', textContent: `#${message.seq}` }),
    make('time', { textContent: clock(message.createdAt) }),
    ...(message.editedAt && !isDeleted ? [make('span', { textContent: 'edited' })] : []),
    ...(isMine ? [ticks(chat.progress(message))] : []),
    ...(isDeleted ? [] : [choose]),
    ...(isMine && !isDeleted ? ownButtons(message, actions) : []),
  );
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

function reactionBar(message, { react }) {
  const counts = new Map();
  message.reactions.forEach((reaction, userId) =>
    counts.set(reaction, [...(counts.get(reaction) ?? []), userId]));
  const offered = choosing === message.id ? QUICK : [];
  const all = new Set([...counts.keys(), ...offered]);
  return make('div', { className: 'reactions' }, ...[...all].map((reaction) => {
    const users = counts.get(reaction) ?? [];
    return make('button', {
      type: 'button',
      textContent: users.length > 0 ? `${reaction} ${users.length}` : reaction,
      title: users.join(', '),
      onclick: () => {
        choosing = undefined;
        react(message, reaction);
      },
      aria: { pressed: message.reactions.get(link.me.userId) === reaction },
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
