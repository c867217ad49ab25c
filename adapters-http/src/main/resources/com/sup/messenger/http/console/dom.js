// Elements, made and found. Text goes in as text alone: nothing that a user sent becomes markup.
export const find = (id) => document.getElementById(id);

export function make(tag, properties = {}, ...children) {
  const { data = {}, aria = {}, ...plain } = properties;
  const element = Object.assign(document.createElement(tag), plain);
  Object.assign(element.dataset, data);
  Object.entries(aria).forEach(([name, value]) => element.setAttribute(`aria-${name}`, value));
  element.append(...children);
  return element;
}

export const clock = (when) => new Date(when).toLocaleTimeString([], { hour12: false });

// Runs when nothing has asked for it for so long, at last after it was first asked.
export function soon(action, delay) {
  let timer;
  return () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      action();
    }, delay);
  };
}
