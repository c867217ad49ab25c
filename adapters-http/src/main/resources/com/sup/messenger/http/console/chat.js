// What this client knows of one chat: its messages in order, how far each reader has come, who types.
const KEPT = 500;
const TYPING_MS = 6_000;

export class Chat {
  messages = new Map(); // by id, in the order of their seq
  pending = new Map(); // by tempId: own messages on their way, or refused
  viewers = new Set();
  typists = new Map();
  reached = new Map(); // by user: { delivered, read }, the highest seq of each
  unread = 0;
  headSeq = 0;
  cursor = undefined; // the seq up to which there is no hole

  constructor(id) {
    this.id = id;
  }

  // Takes a message in, once, wherever it came from; whether it was new.
  take({ message, sender }) {
    if (message.tempId) {
      this.pending.delete(message.tempId);
    }
    if (this.messages.has(message.id)) {
      return false;
    }
    this.messages.set(message.id, { ...message, sender, reactions: new Map() });
    this.messages = new Map([...this.messages]
      .sort(([, a], [, b]) => a.seq - b.seq)
      .slice(-KEPT));
    this.headSeq = Math.max(this.headSeq, message.seq);
    this.typists.delete(message.senderId);
    this.cursor = this.withoutHole();
    return true;
  }

  withoutHole() {
    const seqs = new Set([...this.messages.values()].map(({ seq }) => seq));
    let cursor = this.cursor ?? Math.min(...seqs) - 1;
    while (seqs.has(cursor + 1)) {
      cursor++;
    }
    return cursor;
  }

  firstSeq() {
    return this.messages.values().next().value?.seq ?? this.headSeq + 1;
  }

  // Notes that a user has received or read everything up to a message.
  reach(kind, userId, messageId) {
    const seq = this.messages.get(messageId)?.seq ?? 0;
    const reader = this.reached.get(userId) ?? { delivered: 0, read: 0 };
    reader[kind] = Math.max(reader[kind], seq);
    this.reached.set(userId, reader);
  }

  // Another device of the user has read.
  readElsewhere(userId) {
    const { read } = this.reached.get(userId);
    this.unread = [...this.messages.values()]
      .filter(({ seq, senderId }) => seq > read && senderId !== userId).length;
  }

  // 'sent', 'delivered' or 'read': how far an own message has come, and by whom it was read.
  progress({ seq, senderId }) {
    const others = [...this.reached].filter(([userId]) => userId !== senderId);
    const readers = others.filter(([, { read }]) => read >= seq).map(([userId]) => userId);
    const delivered = others.some(([, reader]) => reader.delivered >= seq);
    return { status: readers.length > 0 ? 'read' : delivered ? 'delivered' : 'sent', readers };
  }

  type(userId, name, redraw) {
    clearTimeout(this.typists.get(userId)?.timer);
    const timer = setTimeout(() => this.stopTyping(userId) && redraw(), TYPING_MS);
    this.typists.set(userId, { name, timer });
  }

  stopTyping(userId) {
    clearTimeout(this.typists.get(userId)?.timer);
    return this.typists.delete(userId);
  }
}
