import { Chat, type ChatView } from './chat.js';
import type { Connection } from './connection.js';
import type * as Wire from './events.js';
import { pause } from './pauses.js';

const SOON_MS = 1_500;
const MOST_AT_ONCE = 100;
const PAGE = 500;
const ignore = () => undefined;

/** The changes that events of the service make in a chat. */
const CHANGES: { [E in keyof Wire.ServerEvents]?: (chat: Chat, event: Parameters<Wire.ServerEvents[E]>[0]) => void } = {
  'message:new': (chat, event) => chat.arrived(event),
  'message:updated': (chat, { message }) => chat.updated(message),
  'message:deleted': (chat, event) => chat.deleted(event),
  'message:delivered': (chat, event) => chat.receipt(event),
  'message:read': (chat, event) => chat.receipt(event),
  'reaction:new': (chat, event) => chat.reacted(event),
  'reaction:remove': (chat, event) => chat.reacted(event),
  'chat:state': (chat, event) => chat.state(event),
  'chat:updated': (chat, { changes }) => Object.assign(chat.about, changes),
  'chat:muted': (chat, { mutedUntil }) => Object.assign(chat.about, { mutedUntil }),
};

/** The chats of a user, as the service tells of them. It is asked for what it has left out. */
export class Chats {
  private readonly chats = new Map<Wire.ChatId, Chat>();
  private readonly touched = new Set<Chat>();
  private isCompleting = false;

  constructor(
    private readonly connection: Connection,
    private readonly make: (chatId: Wire.ChatId) => Chat,
    private readonly changed: () => void,
  ) {
    const { socket } = connection;
    for (const [event, change] of Object.entries(CHANGES)) {
      const listener = (payload: { chatId?: Wire.ChatId; message: Wire.ChatMessage }) =>
        this.update(payload.chatId ?? payload.message.chatId, (chat) => change(chat, payload as never));
      socket.on(event as 'message:new', listener);
    }
    socket.on('chat:removed', ({ chatId }) => this.remove(chatId));
    socket.on('connected', ({ recovered }) => recovered || void this.list({}).catch(ignore));
    socket.on('sync:complete', ({ truncated = [], stale = [] }) => {
      const work = [...truncated.map((id) => this.heal(this.of(id))), ...stale.map((id) => this.compare(id))];
      void Promise.allSettled(work);
    });
  }

  of(chatId: Wire.ChatId): Chat {
    const chat = this.chats.get(chatId) ?? this.make(chatId);
    this.chats.set(chatId, chat);
    return chat;
  }

  /** Changes a chat, and asks soon for what is missing then. */
  update(chatId: Wire.ChatId, change: (chat: Chat) => unknown, isWhole = false): void {
    const chat = this.of(chatId);
    change(chat);
    chat.view = undefined;
    this.changed();
    if (!isWhole) this.touched.add(chat);
    if (!this.isCompleting) void this.complete();
  }

  views(): ReadonlyMap<Wire.ChatId, ChatView> {
    return new Map([...this.chats].map(([chatId, chat]) => [chatId, (chat.view ??= chat.show())]));
  }

  /** Finds the place after which own messages come. A chat that the service does not know has none before. */
  async begin(chatId: Wire.ChatId): Promise<void> {
    if (this.of(chatId).upTo === undefined) await this.older(chatId).catch(() => this.of(chatId).begin(0));
  }

  /** Begins with the places of an earlier time. */
  restore(cursors: Record<Wire.ChatId, Wire.Cursor>): void {
    for (const [chatId, { seq, rev }] of Object.entries(cursors)) Object.assign(this.of(chatId), { rev }).begin(seq);
  }

  cursors(): Record<Wire.ChatId, Wire.Cursor> {
    const known = [...this.chats].filter(([, { upTo }]) => upTo !== undefined);
    return Object.fromEntries(known.map(([chatId, { upTo, rev }]) => [chatId, { seq: upTo!, rev }]));
  }

  /** Loads messages from before the first one. Returns true if there are more. */
  async older(chatId: Wire.ChatId, limit = 50): Promise<boolean> {
    const { last, first } = this.of(chatId);
    const beforeSeq = last ? first : Number.MAX_SAFE_INTEGER;
    const { messages, headSeq, hasMore } = await this.connection.ask('chat:sync', { chatId, beforeSeq, limit });
    if (messages.length > 0 || !last) this.update(chatId, (chat) => chat.fill(messages.reverse(), headSeq));
    return hasMore;
  }

  /** Asks for what has changed besides new messages: all of it, if nothing was told before. */
  async compare(chatId: Wire.ChatId): Promise<void> {
    for (let more: boolean | undefined = true; more; ) {
      const state = await this.connection.ask('chat:state', { chatId, sinceRev: this.of(chatId).rev });
      this.update(chatId, (chat) => chat.state(state));
      more = state.hasMore;
    }
  }

  /** Sees to the chats that have changed, a while later. What fails is tried again at their next change. */
  private async complete(): Promise<void> {
    for (this.isCompleting = true; this.touched.size > 0; ) {
      const chats = [...this.touched].slice(0, MOST_AT_ONCE);
      const before = chats.map(({ upTo }) => upTo);
      await pause(SOON_MS);
      chats.filter(({ hasHole }) => !hasHole).forEach((chat) => this.touched.delete(chat));
      // A hole that is new may be filled by what is on its way.
      const stuck = chats.filter(({ hasHole, upTo }, i) => hasHole && upTo === before[i]);
      const chatIds = chats.filter(({ isCounted }) => !isCounted).map(({ chatId }) => chatId);
      const work = [this.confirm(chats), ...stuck.map((chat) => this.heal(chat))];
      await Promise.allSettled(chatIds.length > 0 ? [...work, this.list({ chatIds })] : work);
    }
    this.isCompleting = false;
  }

  private async list(which: Wire.ListChats): Promise<void> {
    const { chats, nextCursor } = await this.connection.ask('chat:list', which);
    chats.forEach((one) => this.update(one.chatId, (chat) => chat.listed(one), true));
    const isGone = (id: Wire.ChatId) => !chats.some(({ chatId }) => chatId === id) && this.of(id).pending.size === 0;
    which.chatIds?.filter(isGone).forEach((chatId) => this.remove(chatId));
    if (nextCursor) await this.list({ cursor: nextCursor });
  }

  private remove(chatId: Wire.ChatId): void {
    this.chats.delete(chatId);
    this.changed();
  }

  /** Tells that this device has the messages. */
  private async confirm(chats: Chat[]): Promise<void> {
    const due = chats.filter(({ last, confirmed }) => last && last.seq > confirmed);
    const lasts = due.map(({ last }) => last!);
    const receipts = lasts.map(({ chatId, id: messageId }) => ({ chatId, messageId }));
    if (receipts.length > 0) await this.connection.ask('message:delivered', { receipts });
    due.forEach((chat, i) => (chat.confirmed = lasts[i]!.seq));
  }

  /** Asks for the messages after those that are here. */
  private async heal(chat: Chat): Promise<void> {
    const { chatId } = chat;
    for (let more = chat.upTo !== undefined; more; ) {
      const page = await this.connection.ask('chat:sync', { chatId, afterSeq: chat.upTo!, limit: PAGE });
      this.update(chatId, (chat) => chat.fill(page.messages, page.headSeq));
      more = page.hasMore;
    }
  }
}
