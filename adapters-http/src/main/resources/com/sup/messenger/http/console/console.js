// The session form, and what is left of the page.
import './call.js';
import * as chats from './chats.js';
import { find } from './dom.js';
import './emit.js';
import * as link from './link.js';

const KEPT = ['user', 'username', 'device', 'transport', 'ttl'];
const THEMES = ['auto', 'light', 'dark'];
const asked = new URLSearchParams(location.search);
let identity = '';
let connections = 0;
let taken; // the identity that the token was taken for, where it was taken here

// Session

function restore() {
  for (const id of KEPT) {
    find(id).value = asked.get(id) ?? sessionStorage.getItem(id) ?? find(id).value;
  }
  find('user').value ||= 'ada';
  find('device').value ||= `console-${Math.random().toString(36).slice(2, 8)}`;
  find('join').value = asked.get('chat') ?? 'lobby';
  offerSecond();
}

function offerSecond() {
  const other = find('user').value === 'bob' ? 'ada' : 'bob';
  find('second').href = `/?user=${other}`;
}

const wanted = () => ['user', 'username', 'device', 'ttl'].map((id) => find(id).value).join(' ');

async function takeToken() {
  const response = await fetch('/dev/token', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      userId: find('user').value,
      deviceId: find('device').value,
      username: find('username').value.trim() || undefined,
      ttlSeconds: find('ttl').valueAsNumber || undefined,
    }),
  });
  const body = await response.json();
  if (!response.ok) {
    throw new Error(body.message);
  }
  find('token').value = body.token;
  taken = wanted();
}

async function connect() {
  if (!globalThis.io) {
    throw new Error('The service was built without npm and has no client to give.');
  }
  const isPasted = find('token').value !== '' && taken === undefined;
  if (!isPasted && taken !== wanted()) {
    await takeToken();
  }
  KEPT.forEach((id) => sessionStorage.setItem(id, find(id).value));
  const userId = find('user').value;
  if (identity && identity !== userId) {
    sessionStorage.removeItem('chats');
    chats.forget();
  }
  identity = userId;
  const transports = find('transport').value.split(',');
  link.open({ userId }, transports, () => ({
    token: find('token').value.trim(),
    deviceId: find('device').value,
    cursors: chats.cursors(),
  }));
}

const attempt = async (action) => {
  find('session-error').textContent = '';
  try {
    await action();
  } catch (error) {
    find('session-error').textContent = error.message;
  }
};

function disconnect() {
  link.close();
  show('off', 'Not connected');
}

find('session-form').addEventListener('submit', (submission) => {
  submission.preventDefault();
  attempt(link.isConnected() ? disconnect : connect);
});
find('user').addEventListener('change', offerSecond);
find('token').addEventListener('input', () => (taken = undefined));
find('take').addEventListener('click', () => attempt(takeToken));
find('drop').addEventListener('click', link.drop);
find('refresh').addEventListener('click', () => attempt(async () => {
  await takeToken();
  const answer = await link.ask('auth:refresh', { token: find('token').value });
  if (!answer.success) {
    throw new Error(answer.message);
  }
}));

// State

function show(state, text, socket) {
  find('state').textContent = text;
  find('state').dataset.state = state;
  find('fact-transport').textContent = socket?.io.engine?.transport.name ?? '–';
  find('connect').textContent = state === 'on' ? 'Disconnect' : 'Connect';
  for (const button of document.querySelectorAll('[data-needs-connection]')) {
    button.disabled = state !== 'on';
  }
  chats.refresh();
}

link.on('connected', ({ socketId, userId, recovered }) => {
  link.me.userId = userId;
  connections++;
  find('fact-socket').textContent = socketId;
  find('fact-recovered').textContent = recovered ? 'yes' : 'no';
  find('fact-count').textContent = connections;
});
link.watch(show);

// Tabs

const tabs = [...document.querySelectorAll('[role="tab"]')];

function select(chosen) {
  for (const tab of tabs) {
    tab.setAttribute('aria-selected', tab === chosen);
    tab.tabIndex = tab === chosen ? 0 : -1;
    find(tab.getAttribute('aria-controls')).hidden = tab !== chosen;
  }
}

tabs.forEach((tab, place) => {
  tab.addEventListener('click', () => select(tab));
  tab.addEventListener('keydown', ({ key }) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
    if (step) {
      const next = tabs.at((place + step) % tabs.length);
      select(next);
      next.focus();
    }
  });
});

// Colours

function paint(theme) {
  document.documentElement.dataset.theme = theme;
  find('theme-name').textContent = theme;
  localStorage.setItem('theme', theme);
}

find('theme').addEventListener('click', () => {
  const { theme } = document.documentElement.dataset;
  paint(THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length]);
});

paint(THEMES.find((theme) => theme === localStorage.getItem('theme')) ?? 'auto');
restore();
show('off', 'Not connected');
