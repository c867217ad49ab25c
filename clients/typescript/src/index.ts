export type { Chat } from './chat.js';
export { type Call, type Options, Refusal, type State } from './connection.js';
export type * from './events.js';
export { Messenger } from './messenger.js';
