import { Calls, type Call } from './calls.js';
import { Chat, type ChatView } from './chat.js';
import { Chats } from './chats.js';
import { Connection, type ConnectionOptions, type Event, type Status } from './connection.js';
import type * as Wire from './events.js';
import { newId, readToken } from './ids.js';

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
export class Messenger {
  private readonly connection: Connection;
  private readonly chats: Chats;
  private readonly calls: Calls;
  private readonly listeners = new Set<(state: State) => void>();
  private readonly sending = new Map<Wire.ChatId, Promise<unknown>>();
  private userId: Wire.UserId = '';
  private deviceId?: Wire.DeviceId;
  private shown?: State;
  private isTelling = false;

  constructor(url: string, private readonly options: Options) {
    const changed = () => this.changed();
    this.connection = new Connection(url, options, (token) => this.credentials(token), changed);
    this.chats = new Chats(this.connection, (chatId) => new Chat(chatId, this.userId, options.keep ?? 1_000), changed);
    this.calls = new Calls(this.connection, changed);
  }

  /** The state as it is now: the same object until something changes. */
  get state(): State {
    const { status, refusal } = this.connection;
    this.shown ??= { status, refusal, userId: this.userId, chats: this.chats.views(), calls: this.calls.live };
    return this.shown;
  }

  /** The socket, for events that the state does not hold, such as typing and presence. */
  get socket() {
    return this.connection.socket;
  }

  /** Calls back soon after each change. Returns a function that ends this. */
  subscribe(listener: (state: State) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Emits any event until it is answered. Throws a `Refusal` if it is refused. */
  ask<E extends Event>(event: E, ...payload: Wire.PayloadOf<E>): Promise<Wire.ReplyOf<E>> {
    return this.connection.ask(event, ...payload);
  }

  /** Sends a message, which is pending until the service has it. Throws a `Refusal` if it is refused. */
  async send(message: Wire.SendMessage): Promise<Wire.ChatMessage> {
    const { chatId, tempId = newId() } = message;
    const change = (change: (chat: Chat) => unknown) => this.chats.update(chatId, change);
    change(({ pending }) => pending.set(tempId, { ...message, tempId }));
    // One after the other, so that the service stores them in this order.
    const begun = this.sending.get(chatId) ?? this.chats.begin(chatId);
    const sent = begun.then(() => this.ask('message:new', { ...message, tempId }));
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

  /** Ends the connection. */
  close(): void {
    this.connection.close();
  }

  private async credentials(token: string): Promise<Wire.ConnectPayload> {
    if (!this.deviceId) {
      this.userId = readToken(token).userId;
      const kept = await this.options.storage?.getItem(this.nameOfKept);
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
  private changed(): void {
    this.shown = undefined;
    if (this.isTelling) return;
    this.isTelling = true;
    queueMicrotask(() => {
      this.isTelling = false;
      this.listeners.forEach((listener) => listener(this.state));
      const kept = JSON.stringify({ deviceId: this.deviceId, cursors: this.chats.cursors() });
      if (this.deviceId) this.options.storage?.setItem(this.nameOfKept, kept);
    });
  }
}
