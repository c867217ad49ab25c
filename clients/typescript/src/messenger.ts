import { Calls, type Call } from './calls.js';
import { Chat, type ChatView } from './chat.js';
import { Chats } from './chats.js';
import { Connection, type ConnectionOptions, type Status } from './connection.js';
import type * as Wire from './events.js';
import { newId, readToken } from './ids.js';

const MOST_PENDING = 1_000;

/** Keeps texts under names, as `localStorage` does. It may also answer by promises. */
export interface Storage {
  getItem(name: string): string | null | Promise<string | null>;
  setItem(name: string, text: string): unknown;
}

export interface Options extends ConnectionOptions {
  /** Keeps the places in the chats over a restart. Without one, the device begins with what is unread. */
  storage?: Storage;
  /** The number of messages of a chat that stay in the state; 1,000 if not given. */
  keep?: number;
}

/** All that is to be shown. Each change makes a new one. */
export interface State {
  readonly status: Status;
  /** Why the service has refused the last CONNECT. The client comes back by itself. */
  readonly refusal?: Wire.ConnectErrorCode;
  readonly userId: Wire.UserId;
  readonly chats: ReadonlyMap<Wire.ChatId, ChatView>;
  readonly calls: readonly Call[];
}

/** A device of a user: its chats and calls as one state, and what its user does. */
export class Messenger extends Connection {
  readonly chats: Chats;
  readonly calls: Calls;
  private readonly listeners = new Set<(state: State) => void>();
  private readonly sending = new Map<Wire.ChatId, Promise<unknown>>();
  private readonly storage?: Storage;
  private userId: Wire.UserId = '';
  private deviceId?: Wire.DeviceId;
  private shown?: State;
  private isTelling = false;

  constructor(url: string, { storage, keep = 1_000, ...options }: Options) {
    super(url, options);
    this.storage = storage;
    this.chats = new Chats(this, (chatId) => new Chat(chatId, () => this.userId, keep), () => this.changed());
    this.calls = new Calls(this, () => this.changed());
  }

  /** The state as it is now: the same object until something changes. */
  get state(): State {
    const { status, refusal, userId } = this;
    return (this.shown ??= { status, refusal, userId, chats: this.chats.views(), calls: this.calls.live });
  }

  /** Calls back soon after each change. Returns a function that ends this. */
  subscribe(listener: (state: State) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Sends a message, which is pending until the service has it. Throws a `Refusal` if it is refused. */
  async send(message: Wire.SendMessage): Promise<Wire.ChatMessage> {
    const { chatId, tempId = newId() } = message;
    const change = (change: (chat: Chat) => unknown) => this.chats.update(chatId, change);
    if (this.chats.of(chatId).pending.size >= MOST_PENDING) throw new Error(`${MOST_PENDING} messages are pending`);
    change(({ pending }) => pending.set(tempId, { ...message, tempId }));
    // One after the other, so that the service stores them in this order.
    const earlier = Promise.resolve(this.sending.get(chatId)).then(() => this.chats.begin(chatId));
    const sent = earlier.then(() => this.ask('message:new', { ...message, tempId }));
    this.sending.set(chatId, sent.catch(() => {}));
    try {
      const entry = await sent;
      change((chat) => chat.put(entry));
      return entry.message;
    } catch (refusal) {
      change(({ pending }) => pending.delete(tempId));
      throw refusal;
    }
  }

  async edit(edit: Wire.EditMessage): Promise<void> {
    const { message } = await this.ask('message:edit', edit);
    this.chats.update(edit.chatId, (chat) => chat.updated(message));
  }

  async delete(target: Wire.DeleteMessage): Promise<void> {
    const { deletedAt } = await this.ask('message:delete', target);
    this.chats.update(target.chatId, (chat) => chat.deleted({ ...target, deletedAt, deletedBy: this.userId, reason: 'deleted' }));
  }

  /** Reacts to a message, or takes the reaction back. */
  async react(action: Wire.ReactionAction, reaction: Wire.React): Promise<void> {
    await this.ask(action === 'add' ? 'reaction:new' : 'reaction:remove', reaction);
    this.chats.update(reaction.chatId, (chat) => chat.reacted({ ...reaction, action, userId: this.userId }));
  }

  /** Marks all messages of a chat as read that are shown. */
  async read(chatId: Wire.ChatId): Promise<void> {
    const messageId = this.chats.of(chatId).last?.id;
    if (!messageId) return;
    const { readAt } = (await this.ask('message:read', { chatId, messageId })) as Wire.ReadingConfirmedReply;
    this.chats.update(chatId, (chat) => chat.receipt({ chatId, messageId, userId: this.userId, readAt }));
  }

  protected override async credentials(token: string): Promise<Wire.ConnectPayload> {
    if (!this.deviceId) {
      this.userId = readToken(token).userId;
      const kept = await this.storage?.getItem(this.nameOfKept);
      const { deviceId = newId(), cursors = {} } = JSON.parse(kept ?? '{}');
      this.chats.restore(cursors);
      this.deviceId = deviceId;
    }
    return { deviceId: this.deviceId, cursors: this.chats.cursors() };
  }

  private get nameOfKept(): string {
    return `sup-messenger:${this.userId}`;
  }

  /** Tells the listeners of all that changes at once. Keeps the places after they have seen the messages. */
  protected override changed(): void {
    this.shown = undefined;
    if (this.isTelling) return;
    this.isTelling = true;
    queueMicrotask(() => {
      this.isTelling = false;
      this.listeners.forEach((listener) => listener(this.state));
      const kept = JSON.stringify({ deviceId: this.deviceId, cursors: this.chats.cursors() });
      // A storage that is full keeps earlier places: after a restart, messages come again.
      if (this.deviceId) void (async () => this.storage?.setItem(this.nameOfKept, kept))().catch(() => {});
    });
  }
}
