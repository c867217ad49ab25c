// Everything that goes over the connection, as it is; and a box to emit whatever one likes.
import { clock, find, make } from './dom.js';

const KEPT = 500;
const BRIEF = 200;
const WAYS = { in: '↓', out: '↑', ack: '↩', bad: '!' };
const list = find('log');
const filter = find('filter');
let paused = false;
let follows = true; // whether the newest line is kept in sight

const show = (value) => JSON.stringify(value, null, 2) ?? String(value);
const matches = (line) => line.textContent.toLowerCase().includes(filter.value.toLowerCase());

// Adds a line: what came in or went out, an acknowledgement, or what went wrong.
export function add(way, name, values) {
  if (paused) {
    return;
  }
  const payload = values.filter((value) => typeof value !== 'function');
  const summary = make(
    'summary',
    {},
    make('time', { className: 'code', textContent: clock(Date.now()) }),
    make('span', { className: 'way', textContent: WAYS[way], title: way }),
    make('span', { className: 'name code', textContent: name }),
    make('span', {
      className: 'brief code',
      textContent: payload.map((value) => JSON.stringify(value)).join(', ').slice(0, BRIEF),
    }),
  );
  const body = make('pre', { className: 'code', textContent: payload.map(show).join('\n') });
  const line = make('li', {}, make('details', { data: { way } }, summary, body));
  line.hidden = !matches(line);
  list.append(line);
  while (list.children.length > KEPT) {
    list.firstElementChild.remove();
  }
  toEnd();
}

function toEnd() {
  if (follows) {
    list.scrollTop = list.scrollHeight;
  }
}

list.addEventListener('scroll', () => {
  follows = list.scrollTop + list.clientHeight >= list.scrollHeight - 20;
});
new ResizeObserver(toEnd).observe(list);

filter.addEventListener('input', () => {
  for (const line of list.children) {
    line.hidden = !matches(line);
  }
});
find('clear').addEventListener('click', () => list.replaceChildren());
find('pause').addEventListener('click', ({ currentTarget }) => {
  paused = !paused;
  currentTarget.setAttribute('aria-pressed', paused);
});
