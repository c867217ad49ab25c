import type * as Wire from './events.js';

type Entry = Wire.SyncedMessage;
type Payload<E extends keyof Wire.ServerEvents> = Parameters<Wire.ServerEvents[E]>[0];
/** Makes a new chat of a chat and what has happened. */
export type Reducer<P> = (chat: Chat, payload: P) => Chat;
/** An own message on its way. It is `stored`, and waits for earlier ones, or has no answer yet. */
export type Pending = Wire.SendMessage & { readonly stored?: Entry };

/** A chat as it is to be shown. Each change makes a new one. */
export interface Chat extends Readonly<Partial<Wire.ChatDescription>> {
  readonly mutedUntil?: Wire.Timestamp;
  /** Each once, in the order of `seq`, without a hole. */
  readonly messages: readonly Entry[];
  /** Own messages that are not among `messages` yet. */
  readonly pending: readonly Pending[];
  /** The places up to which each member has received and read; of others, as far as own messages go. */
  readonly receipts: ReadonlyMap<Wire.UserId, Wire.ReceiptState>;
  readonly unread: number;
  /** The place up to which `messages` go, unknown before the first one, and the revision of the last state. */
  readonly upTo?: number;
  readonly rev?: number;
  /** The unread messages by the count of the service, which must count if they begin before `messages`. */
  readonly listed?: number;
  readonly isUncounted: boolean;
  /** The highest place that was told. */
  readonly head: number;
  /** What was told of messages that are not here. It is done when they come. */
  readonly early: readonly (readonly [Wire.MessageId, (chat: Chat) => Chat])[];
}

const MOST_EARLY = 1_000;
const NONE = { deliveredSeq: 0, readSeq: 0 };
export const EMPTY: Chat = { messages: [], pending: [], receipts: new Map(), unread: 0, isUncounted: true, head: 0, early: [] };
/** Something lies between the last message and those that were told. */
export const hasHole = ({ upTo = 0, head, pending }: Chat) => head > upTo || pending.some(({ stored }) => stored);
export const firstSeq = ({ upTo = 0, messages }: Chat) => upTo - messages.length + 1;

/** Puts a message, or a newer version, at its place. One behind a hole is left to `chat:sync`. */
export function put(chat: Chat, entry: Entry): Chat {
  const { id, seq } = entry.message;
  const at = seq - firstSeq(chat);
  const known = chat.messages[at];
  if (known) return { ...chat, messages: chat.messages.with(at, newer(known, entry.message)) };
  if (at !== chat.messages.length) return { ...chat, head: Math.max(chat.head, seq) };
  const next = { ...chat, upTo: seq, messages: [...chat.messages, entry] };
  return chat.early.reduce<Chat>((one, [about, change]) => (about === id ? change(one) : one), next);
}

/** Puts a page of the history. Begins anew if the service has nothing of what lies between. */
export function fill(chat: Chat, { messages, headSeq }: Wire.ChatSyncedReply): Chat {
  const page = messages.toSorted((a, b) => a.message.seq - b.message.seq);
  const first = page[0]?.message.seq ?? (chat.upTo ?? headSeq) + 1;
  const next = chat.upTo === undefined || first > chat.upTo + 1 ? { ...chat, messages: [], upTo: first - 1 } : chat;
  const older = page.filter(({ message }) => message.seq < firstSeq(next));
  const isNext = older.at(-1)?.message.seq === firstSeq(next) - 1;
  return page.reduce(put, isNext ? { ...next, messages: [...older, ...next.messages] } : next);
}

export function updated(chat: Chat, { message }: Payload<'message:updated'> | Wire.MessageEditedReply): Chat {
  return change(chat, message.id, (entry) => newer(entry, message));
}

export function deleted(chat: Chat, { messageId: id, ...deletion }: Omit<Payload<'message:deleted'>, 'seq'>): Chat {
  return change(chat, id, ({ message: { seq, senderId, createdAt }, sender }) =>
    ({ message: { id, senderId, createdAt, ...deletion, seq, status: 'deleted' }, sender }));
}

/** Takes a reaction, the only one of its user, or its end. */
export function reacted(chat: Chat, { messageId, userId, reaction, action }: Omit<Payload<'reaction:new'>, 'timestamp'>): Chat {
  const stays = (one: Wire.UserReaction) => one.userId !== userId || (action === 'remove' && one.reaction !== reaction);
  const added = action === 'add' ? [{ userId, reaction }] : [];
  return change(chat, messageId, ({ reactions = [], ...entry }) => ({ ...entry, reactions: [...reactions.filter(stays), ...added] }));
}

/** Takes a receipt of one message. It covers those before it. */
export function reached(chat: Chat, { messageId, chatId, ...receipt }: Payload<'message:delivered' | 'message:read'>): Chat {
  const seq = chat.messages.find(({ message }) => message.id === messageId)?.message.seq;
  if (seq === undefined) return later(chat, messageId, (one) => reached(one, { messageId, chatId, ...receipt }));
  return covered(chat, { ...receipt, deliveredSeq: seq, readSeq: 'readAt' in receipt ? seq : 0 });
}

/** Takes the differences from an earlier state. */
export function told(chat: Chat, state: Payload<'chat:state'>): Chat {
  const react = (one: Chat, { messageId, reactions }: Wire.MessageReactions) =>
    change(one, messageId, (entry) => ({ ...entry, reactions }));
  const next = state.updated.reduce(updated, { ...chat, ...state.chat, rev: Math.max(chat.rev ?? 0, state.rev) });
  return state.receipts.reduce(covered, state.reactions.reduce(react, state.deleted.reduce(deleted, next)));
}

/** Takes what `chat:list` has. */
export function listed(chat: Chat, one: Wire.ListedChat & { userId: Wire.UserId }): Chat {
  const { userId, name, avatar, mutedUntil, unread, deliveredSeq, readSeq } = one;
  return covered({ ...chat, name, avatar, mutedUntil, listed: unread }, { userId, deliveredSeq, readSeq });
}

function covered(chat: Chat, { userId, deliveredSeq, readSeq, ...times }: Wire.ReceiptState): Chat {
  const known = chat.receipts.get(userId) ?? NONE;
  if (deliveredSeq <= known.deliveredSeq && readSeq <= known.readSeq) return chat;
  const read = Math.max(known.readSeq, readSeq);
  const receipt = { ...known, ...times, userId, deliveredSeq: Math.max(known.deliveredSeq, deliveredSeq, read), readSeq: read };
  return { ...chat, receipts: new Map(chat.receipts).set(userId, receipt) };
}

/** The chat after an event. */
export const EVENTS: { [E in keyof Wire.ServerEvents]?: Reducer<Payload<E>> } = {
  // These come in order: nothing that is still to come is before the first one.
  'message:new': (chat, entry) => put({ ...chat, upTo: chat.upTo ?? entry.message.seq - 1 }, entry),
  'message:updated': updated,
  'message:deleted': deleted,
  'message:delivered': reached,
  'message:read': reached,
  'reaction:new': reacted,
  'reaction:remove': reacted,
  'chat:state': told,
  'chat:updated': (chat, { changes }) => ({ ...chat, ...changes }),
  'chat:muted': (chat, { mutedUntil }) => ({ ...chat, mutedUntil }),
};

/** Ends a change: shows own messages that are next, bounds the messages, and counts what is unread. */
export function settled(chat: Chat, before: Chat, me: Wire.UserId, keep: number): Chat {
  const next = chat.pending.find(({ stored }) => stored?.message.seq === (chat.upTo ?? 0) + 1)?.stored;
  if (next) return settled(put(chat, next), before, me, keep);
  const { upTo = 0, listed = 0 } = chat;
  const { readSeq } = chat.receipts.get(me) ?? NONE;
  const messages = upTo === before.upTo ? chat.messages : chat.messages.slice(-Math.max(keep, before.messages.length));
  const sent = messages.flatMap(({ message }) => (message.status === 'sent' ? message : []));
  const own = new Set(sent.flatMap(({ senderId, tempId }) => (senderId === me ? tempId : [])));
  const pending = chat.pending.filter(({ stored, tempId }) => (stored ? stored.message.seq > upTo : !own.has(tempId)));
  const unread = sent.filter(({ seq, senderId, silent }) => seq > readSeq && senderId !== me && !silent);
  const isUncounted = chat.listed === undefined || chat.upTo === undefined || upTo - messages.length > readSeq;
  return { ...chat, messages, pending, isUncounted, unread: isUncounted ? listed : unread.length };
}

/** Changes a message, now or when it comes. */
function change(chat: Chat, id: Wire.MessageId, make: (entry: Entry) => Entry): Chat {
  const at = chat.messages.findLastIndex(({ message }) => message.id === id);
  if (at < 0) return later(chat, id, (one) => change(one, id, make));
  return { ...chat, messages: chat.messages.with(at, make(chat.messages[at]!)) };
}

/** Of too much that waits, the oldest is left to the history. */
function later(chat: Chat, id: Wire.MessageId, change: (chat: Chat) => Chat): Chat {
  return { ...chat, early: [...chat.early.slice(1 - MOST_EARLY), [id, change]] };
}

function newer(known: Entry, message: Wire.ChatMessage): Entry {
  const version = (one: Wire.ChatMessage) => (one.status === 'deleted' ? Infinity : (one.version ?? 0));
  return version(message) > version(known.message) ? { ...known, message } : known;
}
