// Presence: one's own, and that of those who are followed.
import { clock, find, make } from './dom.js';
import * as link from './link.js';

const presences = new Map();

function draw() {
  const rows = [...presences].sort(([a], [b]) => a.localeCompare(b)).map(([userId, presence]) =>
    make(
      'li',
      { data: { user: userId, status: presence.status } },
      make('span', { className: 'dot', ariaHidden: 'true' }),
      make('strong', { textContent: userId }),
      make('span', { className: 'hint grow', textContent: words(presence) }),
      make('button', {
        className: 'quiet',
        type: 'button',
        textContent: 'Unfollow',
        onclick: () => unfollow(userId),
      }),
    ));
  find('presences').replaceChildren(...rows);
}

function words({ status, customStatus, lastSeen }) {
  const seen = status === 'offline' && lastSeen ? `, last seen ${clock(lastSeen)}` : '';
  return `${status}${customStatus ? `, “${customStatus}”` : ''}${seen}`;
}

// Follows these users, but oneself and those followed already.
export async function follow(userIds) {
  const fresh = userIds.filter((id) => id !== link.state().userId && !presences.has(id)).slice(0, 100);
  if (fresh.length > 0) {
    await subscribe(fresh);
  }
}

async function subscribe(userIds) {
  const answer = await link.ask('presence:subscribe', { userIds }).catch(() => ({}));
  answer.presences?.forEach((presence) => presences.set(presence.userId, presence));
  answer.denied?.forEach((id) => presences.set(id, { status: 'not to be seen' }));
  draw();
}

function unfollow(userId) {
  presences.delete(userId);
  draw();
  link.ask('presence:unsubscribe', { userIds: [userId] }).catch(() => {});
}

link.on('presence:update', (presence) => {
  presences.set(presence.userId, presence);
  draw();
});

link.on('connected', ({ recovered }) => {
  if (!recovered && presences.size > 0) {
    subscribe([...presences.keys()].slice(0, 100));
  }
});

find('presence').addEventListener('submit', (submission) => {
  submission.preventDefault();
  const customStatus = find('custom').value.trim();
  const status = find('status').value;
  link.ask('presence:update', { status, customStatus }).catch(() => {});
});

find('follow').addEventListener('submit', (submission) => {
  submission.preventDefault();
  subscribe([find('follow-user').value]);
  find('follow-user').value = '';
});
