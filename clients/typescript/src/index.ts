export type { Call } from './calls.js';
export type { ChatView } from './chat.js';
export { Refusal, type Status } from './connection.js';
export type * from './events.js';
export { Messenger, type Options, type State, type Storage } from './messenger.js';
