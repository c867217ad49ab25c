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
let isTaken = false; // the token is one of the service, not a pasted one

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
  isTaken = true;
}

// A pasted token, or one of the service.
async function giveToken() {
  if (isTaken || find('token').value === '') {
    await takeToken();
  }
  return find('token').value.trim();
}

async function connect() {
  KEPT.forEach((id) => sessionStorage.setItem(id, find(id).value));
  const userId = find('user').value;
  if (identity && identity !== userId) {
    chats.forget();
  }
  identity = userId;
  await link.open({ token: giveToken, storage: device, socket: { transports: find('transport').value.split(',') } });
}

// The device has a name, and no places: what the page shows is loaded with it.
const device = { getItem: () => JSON.stringify({ deviceId: find('device').value }), setItem() {} };

const attempt = async (action) => {
  find('session-error').textContent = '';
  try {
    await action();
  } catch (error) {
    find('session-error').textContent = error.message;
  }
};

find('session-form').addEventListener('submit', (submission) => {
  submission.preventDefault();
  attempt(link.state().status === 'closed' ? connect : link.close);
});
find('user').addEventListener('change', offerSecond);
find('token').addEventListener('input', () => (isTaken = false));
find('take').addEventListener('click', () => attempt(takeToken));
find('drop').addEventListener('click', link.drop);
find('refresh').addEventListener('click', () => attempt(async () => {
  await takeToken();
  await link.ask('auth:refresh', { token: find('token').value });
}));

// State

const WORDS = { connecting: 'Connecting', live: 'Connected', closed: 'Not connected' };
const LIGHTS = { connecting: 'trying', refused: 'failed', live: 'on', closed: 'off' };

function show({ status, refusal }) {
  find('state').textContent = WORDS[status] ?? refusal;
  find('state').dataset.state = LIGHTS[status];
  find('fact-transport').textContent = link.transport() ?? '–';
  find('connect').textContent = status === 'closed' ? 'Connect' : 'Disconnect';
  for (const button of document.querySelectorAll('[data-needs-connection]')) {
    button.disabled = status !== 'live';
  }
}

link.on('connected', ({ socketId, recovered }) => {
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
link.close();
