import { Calls } from './calls.js';
import * as reduce from './chat.js';
import { Connection, newId, type Options, pause } from './connection.js';
import type * as Wire from './events.js';

const MOST_PENDING = 1_000;
const SOON_MS = 1_500;
const MOST_AT_ONCE = 100;

/** A device of a user: its chats and calls as one state, and what its user does. */
export class Messenger extends Connection {
  readonly calls = new Calls(this);
  private readonly sending = new Map<Wire.ChatId, Promise<unknown>>();
  private readonly confirmed = new Map<Wire.ChatId, number>();
  private readonly touched = new Set<Wire.ChatId>();
  private isCompleting = false;
  private deviceId?: Wire.DeviceId;

  constructor(url: string, options: Options) {
    super(url, options);
    Object.entries(reduce.EVENTS).forEach(([event, reducer]) =>
      this.socket.on(event as 'message:new', (payload: { chatId?: Wire.ChatId; message: Wire.ChatMessage }) =>
        this.update(payload.chatId ?? payload.message.chatId, reducer as reduce.Reducer<unknown>, payload)));
    this.socket.on('chat:removed', ({ chatId }) => this.remove(chatId));
    this.socket.on('connected', ({ recovered }) => recovered || void this.list({}).catch(() => {}));
    this.socket.on('sync:complete', ({ truncated = [], stale = [] }) =>
      [...truncated, ...stale].forEach((chatId) => void this.newer(chatId).catch(() => {})));
    // A storage that is full keeps earlier places: after a restart, messages come again.
    this.subscribe(() => void this.keep().catch(() => {}));
  }

  /** Sends a message, which is pending until the service has it. Throws a `Refusal` if it is refused. */
  async send(message: Wire.SendMessage): Promise<Wire.ChatMessage> {
    const { chatId } = message;
    const one = { ...message, tempId: message.tempId ?? newId() };
    if (this.chat(chatId).pending.length >= MOST_PENDING) throw new Error(`${MOST_PENDING} messages are pending`);
    this.update(chatId, (chat) => ({ ...chat, pending: [...chat.pending, one] }));
    // One after the other, so that the service stores them in this order.
    const sent = Promise.resolve(this.sending.get(chatId))
      // The place after which own messages come. A chat that the service does not know has none before.
      .then(() => this.chat(chatId).upTo ?? this.older(chatId).catch(() => 0))
      .then(() => this.ask('message:new', one));
    this.sending.set(chatId, sent.catch(() => {}));
    const stored = await sent.catch(() => undefined);
    const answered = (other: reduce.Pending) => (other.tempId !== one.tempId ? other : stored ? { ...other, stored } : []);
    this.update(chatId, (chat) => ({ ...chat, pending: chat.pending.flatMap(answered) }));
    return (await sent).message;
  }

  async edit(edit: Wire.EditMessage): Promise<void> {
    this.update(edit.chatId, reduce.updated, await this.ask('message:edit', edit));
  }

  async delete(target: Wire.DeleteMessage): Promise<void> {
    const { deletedAt } = await this.ask('message:delete', target);
    this.update(target.chatId, reduce.deleted, { ...target, deletedAt, deletedBy: this.state.userId, reason: 'deleted' });
  }

  /** Reacts to a message, or takes the reaction back. */
  async react(action: Wire.ReactionAction, reaction: Wire.React): Promise<void> {
    await this.ask(action === 'add' ? 'reaction:new' : 'reaction:remove', reaction);
    this.update(reaction.chatId, reduce.reacted, { ...reaction, action, userId: this.state.userId });
  }

  /** Marks all messages of a chat as read that are shown. */
  async read(chatId: Wire.ChatId): Promise<void> {
    const messageId = this.chat(chatId).messages.at(-1)?.message.id;
    if (!messageId) return;
    const { readAt } = await this.ask('message:read', { chatId, messageId });
    this.update(chatId, reduce.reached, { chatId, messageId, userId: this.state.userId, readAt });
  }

  /** Loads messages from before the first one. Returns true if there are more. */
  async older(chatId: Wire.ChatId, limit = 50): Promise<boolean> {
    const chat = this.chat(chatId);
    const beforeSeq = chat.upTo === undefined ? Number.MAX_SAFE_INTEGER : reduce.firstSeq(chat);
    const page = await this.ask('chat:sync', { chatId, beforeSeq, limit });
    this.update(chatId, reduce.fill, page);
    return page.hasMore;
  }

  /** Loads messages from after the last one, and what has changed: all of it, if nothing was told before. */
  async newer(chatId: Wire.ChatId): Promise<void> {
    const { upTo, rev } = this.chat(chatId);
    if (upTo !== undefined) {
      const page = await this.ask('chat:sync', { chatId, afterSeq: upTo, limit: 500 });
      this.update(chatId, reduce.fill, page);
      if (page.hasMore) return this.newer(chatId);
    }
    const state = await this.ask('chat:state', { chatId, sinceRev: rev });
    this.update(chatId, reduce.told, state);
    if (state.hasMore) await this.newer(chatId);
  }

  protected override async credentials(userId: Wire.UserId): Promise<Wire.ConnectPayload> {
    if (!this.deviceId) {
      this.set({ userId });
      const { deviceId = newId(), cursors = {} } = JSON.parse((await this.options.storage?.getItem(`sup-messenger:${userId}`)) ?? '{}');
      Object.entries<Wire.Cursor>(cursors).forEach(([id, { seq: upTo, rev }]) =>
        this.update(id, (chat) => ({ ...chat, upTo, rev })));
      this.deviceId = deviceId;
    }
    return this.device();
  }

  /** The device, and its places in the chats. */
  private device(): Wire.ConnectPayload {
    const known = [...this.state.chats].filter(([, { upTo }]) => upTo !== undefined);
    return { deviceId: this.deviceId, cursors: Object.fromEntries(known.map(([id, { upTo, rev }]) => [id, { seq: upTo!, rev }])) };
  }

  /** Keeps the places, when all listeners have seen the messages. */
  private async keep(): Promise<void> {
    await undefined;
    if (this.deviceId) await this.options.storage?.setItem(`sup-messenger:${this.state.userId}`, JSON.stringify(this.device()));
  }

  private chat(chatId: Wire.ChatId): reduce.Chat {
    return this.state.chats.get(chatId) ?? reduce.EMPTY;
  }

  /** Changes a chat, and sees soon to what is missing then. */
  private update<P>(chatId: Wire.ChatId, reducer: reduce.Reducer<P>, payload?: P, isWhole = false): void {
    const before = this.chat(chatId);
    const chat = reduce.settled(reducer(before, payload as P), before, this.state.userId, this.options.keep ?? 1_000);
    this.set({ chats: new Map(this.state.chats).set(chatId, chat) });
    if (!isWhole) this.touched.add(chatId);
    if (!this.isCompleting) void this.complete();
  }

  private remove(chatId: Wire.ChatId): void {
    this.set({ chats: new Map([...this.state.chats].filter(([id]) => id !== chatId)) });
    this.confirmed.delete(chatId);
  }

  /** Sees to the chats that have changed, a while later. What fails is tried again at their next change. */
  private async complete(): Promise<void> {
    for (this.isCompleting = true; this.touched.size > 0; ) {
      await pause(SOON_MS);
      const ids = [...this.touched].slice(0, MOST_AT_ONCE).filter((id) => this.touched.delete(id));
      const chatIds = ids.filter((id) => this.chat(id).isUncounted);
      const work = [this.confirm(ids), ...ids.filter((id) => reduce.hasHole(this.chat(id))).map((id) => this.newer(id))];
      await Promise.allSettled(chatIds.length > 0 ? [...work, this.list({ chatIds })] : work);
    }
    this.isCompleting = false;
  }

  private async list(which: Wire.ListChats): Promise<void> {
    const { chats, nextCursor } = await this.ask('chat:list', which);
    chats.forEach((one) => this.update(one.chatId, reduce.listed, { ...one, userId: this.state.userId }, true));
    const isGone = (id: Wire.ChatId) => !chats.some(({ chatId }) => chatId === id) && this.chat(id).pending.length === 0;
    which.chatIds?.filter(isGone).forEach((chatId) => this.remove(chatId));
    if (nextCursor) await this.list({ cursor: nextCursor });
  }

  /** Tells that this device has the messages. */
  private async confirm(chatIds: Wire.ChatId[]): Promise<void> {
    const lasts = chatIds.flatMap((id) => this.chat(id).messages.at(-1)?.message ?? []);
    const due = lasts.filter(({ chatId, seq }) => seq > (this.confirmed.get(chatId) ?? 0));
    if (due.length === 0) return;
    await this.ask('message:delivered', { receipts: due.map(({ chatId, id: messageId }) => ({ chatId, messageId })) });
    due.forEach(({ chatId, seq }) => this.confirmed.set(chatId, seq));
  }
}
