// An application with the client of `clients/typescript`: all that it does for delivery is here.
import { Messenger } from '@sup-messenger/client';

// Shows each message of each chat, in the order in which they are to be seen.
export function application(url, token, show, options) {
  const messenger = new Messenger(url, { token, ...options });
  const shown = new Map();
  messenger.subscribe(({ chats }) => {
    for (const [chatId, { messages }] of chats) {
      messages.slice(shown.get(chatId) ?? 0).forEach(({ message }) => show(message));
      shown.set(chatId, messages.length);
    }
  });
  return messenger;
}
