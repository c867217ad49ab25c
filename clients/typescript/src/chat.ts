import type * as Wire from './events.js';

/** The most messages, and changes, that wait for earlier messages. The service is asked for what is left out. */
const MOST_EARLY = 1_000;

type About = Partial<Wire.ChatDescription> & { mutedUntil?: Wire.Timestamp };
type Change = (entry: Wire.SyncedMessage) => Wire.SyncedMessage;

/** A chat as it is to be shown. Each change makes a new one. */
export interface ChatView extends Readonly<About> {
  /** Each once, in the order of `seq`, without a hole. */
  readonly messages: readonly Wire.SyncedMessage[];
  /** Own messages that are not among `messages` yet. */
  readonly pending: readonly Wire.SendMessage[];
  /** The places up to which each member has received and read; of others, as far as own messages go. */
  readonly receipts: ReadonlyMap<Wire.UserId, Wire.ReceiptState>;
  readonly unread: number;
}

/** The newest messages of a chat: those from `first` to `upTo` without a hole, and some that wait for others. */
export class Chat {
  about: About = {};
  readonly pending = new Map<Wire.TempId, Wire.SendMessage>();
  first = 1;
  /** Unknown before the first message. */
  upTo?: number;
  /** The revision of the last state that was told. */
  rev?: number;
  /** The place up to which the service knows that this device has the chat. */
  confirmed = 0;
  view?: ChatView;
  private listedUnread?: number;
  private readonly entries = new Map<number, Wire.SyncedMessage>();
  private readonly early = new Map<Wire.MessageId, Change[]>();
  private readonly receipts = new Map<Wire.UserId, Wire.ReceiptState>();

  constructor(readonly chatId: Wire.ChatId, private readonly me: () => Wire.UserId, private readonly keep: number) {}

  /** The newest message; undefined if none is here. */
  get last(): Wire.ChatMessage | undefined {
    return this.entries.get(this.upTo ?? 0)?.message;
  }

  get hasHole(): boolean {
    return this.entries.size > (this.upTo ?? 0) - this.first + 1;
  }

  /** False if the service must count what is unread, or has not told of the chat yet. */
  get isCounted(): boolean {
    return this.listedUnread !== undefined && this.upTo !== undefined && this.first <= this.readSeq + 1;
  }

  private get readSeq(): number {
    return this.receipts.get(this.me())?.readSeq ?? 0;
  }

  /** Begins after a place. */
  begin(seq: number): void {
    [this.first, this.upTo] = [seq + 1, seq];
  }

  /** Takes a message that came by itself. Those come in order, so that none comes from before the first one. */
  arrived(entry: Wire.SyncedMessage): void {
    if (this.upTo === undefined) this.begin(entry.message.seq - 1);
    if (entry.message.seq >= this.first) this.put(entry);
  }

  /** Takes a page of the history, oldest first. Begins anew if the service has nothing of what lies before it. */
  fill(page: Wire.SyncedMessage[], headSeq: number): void {
    const begin = page[0]?.message.seq ?? headSeq + 1;
    if (begin > (this.upTo ?? -1) + 1) {
      for (let seq = this.first; seq <= (this.upTo ?? 0); seq++) this.entries.delete(seq);
      this.begin(begin - 1);
    }
    page.forEach((entry) => this.put(entry));
  }

  /** Takes a message, or a newer version. It is shown when all before it are. */
  put(entry: Wire.SyncedMessage): void {
    const { id, seq } = entry.message;
    const known = this.entries.get(seq);
    if (!known && this.hasHole && this.entries.size >= this.keep + MOST_EARLY) return;
    this.entries.set(seq, known ? newer(known, entry.message) : entry);
    this.early.get(id)?.forEach((change) => this.change(id, change));
    this.early.delete(id);
    if (this.upTo === undefined) return;
    while (this.entries.has(this.first - 1)) this.first--;
    for (let next; (next = this.entries.get(this.upTo + 1)?.message); this.upTo++) {
      if (next.senderId === this.me() && next.status === 'sent') this.pending.delete(next.tempId ?? '');
      if (this.upTo - this.first >= this.keep) this.entries.delete(this.first++);
    }
  }

  updated(message: Wire.Message): void {
    this.change(message.id, (entry) => newer(entry, message));
  }

  deleted({ messageId: id, ...deletion }: Omit<Wire.MessageDeletedEvent, 'seq'>): void {
    this.change(id, ({ message: { seq, senderId, createdAt }, sender }) => {
      return { message: { id, seq, senderId, createdAt, ...deletion, status: 'deleted' }, sender };
    });
  }

  /** Takes a reaction, the only one of its user, or its end. */
  reacted({ messageId, userId, reaction, action }: Omit<Wire.ReactionAddedEvent, 'timestamp'>): void {
    const stays = (one: Wire.UserReaction) => one.userId !== userId || (action === 'remove' && one.reaction !== reaction);
    this.change(messageId, (entry) => {
      const others = (entry.reactions ?? []).filter(stays);
      return { ...entry, reactions: action === 'add' ? [...others, { userId, reaction }] : others };
    });
  }

  /** Takes a receipt of one message. It covers those before it. */
  receipt({ chatId, messageId, ...receipt }: Wire.DeliveredEvent | Wire.ReadEvent): void {
    this.change(messageId, (entry) => {
      const { seq } = entry.message;
      this.covered({ ...receipt, deliveredSeq: seq, readSeq: 'readAt' in receipt ? seq : 0 });
      return entry;
    });
  }

  /** Takes the differences from an earlier state. */
  state({ updated, deleted, reactions, receipts, chat, rev }: Wire.ChatStateEvent): void {
    updated.forEach(({ message }) => this.updated(message));
    deleted.forEach((one) => this.deleted(one));
    reactions.forEach(({ messageId, reactions }) => this.change(messageId, (entry) => ({ ...entry, reactions })));
    receipts.forEach((one) => this.covered(one));
    this.about = { ...this.about, ...chat };
    this.rev = Math.max(this.rev ?? 0, rev);
  }

  listed({ name, avatar, mutedUntil, deliveredSeq, readSeq, unread }: Wire.ListedChat): void {
    this.about = { ...this.about, name, avatar, mutedUntil };
    this.covered({ userId: this.me(), deliveredSeq, readSeq });
    this.listedUnread = unread;
  }

  /** Shows the chat as it is now. */
  show(): ChatView {
    const shown = Array.from({ length: (this.upTo ?? 0) - this.first + 1 }, (_, i) => this.entries.get(this.first + i)!);
    const isUnread = ({ message }: Wire.SyncedMessage) =>
      message.seq > this.readSeq && message.senderId !== this.me() && message.status === 'sent' && !message.silent;
    const unread = this.isCounted ? shown.filter(isUnread).length : (this.listedUnread ?? 0);
    return { ...this.about, messages: shown, pending: [...this.pending.values()], receipts: new Map(this.receipts), unread };
  }

  /** Changes a message, now or when it comes. Of too many changes, the oldest is left to the history. */
  private change(id: Wire.MessageId, change: Change): void {
    const entry = [...this.entries.values()].findLast(({ message }) => message.id === id);
    if (entry) return void this.entries.set(entry.message.seq, change(entry));
    this.early.set(id, [...(this.early.get(id) ?? []), change]);
    if (this.early.size > MOST_EARLY) this.early.delete(this.early.keys().next().value!);
  }

  private covered({ userId, deliveredSeq, readSeq, ...times }: Wire.ReceiptState): void {
    const known = this.receipts.get(userId) ?? { deliveredSeq: 0, readSeq: 0 };
    if (deliveredSeq <= known.deliveredSeq && readSeq <= known.readSeq) return;
    const delivered = Math.max(known.deliveredSeq, deliveredSeq, readSeq);
    const read = Math.max(known.readSeq, readSeq);
    this.receipts.set(userId, { ...known, ...times, userId, deliveredSeq: delivered, readSeq: read });
  }
}

function newer(known: Wire.SyncedMessage, message: Wire.ChatMessage): Wire.SyncedMessage {
  const version = (one: Wire.ChatMessage) => (one.status === 'deleted' ? Infinity : (one.version ?? 0));
  return version(message) > version(known.message) ? { ...known, message } : known;
}
