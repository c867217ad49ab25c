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

  // Takes in another version of a message.
  change({ message, sender }) {
    const known = this.messages.get(message.id);
    if (known && known.status !== 'deleted') {
      Object.assign(known, message, { sender });
    }
  }

  // Leaves the place of a deleted message, and nothing else of it.
  remove({ messageId }) {
    const known = this.messages.get(messageId);
    if (known) {
      delete known.encryptedContent;
      known.status = 'deleted';
      known.reactions.clear();
    }
  }

  // Takes in what has changed while this client was away.
  catchUp({ receipts, reactions, updated, deleted }) {
    updated.forEach((entry) => this.change(entry));
    deleted.forEach((entry) => this.remove(entry));
    for (const { messageId, reactions: all } of reactions) {
      const message = this.messages.get(messageId);
      if (message) {
        message.reactions = new Map(all.map(({ userId, reaction }) => [userId, reaction]));
      }
    }
    for (const { userId, deliveredSeq, readSeq } of receipts) {
      this.reachSeq('delivered', userId, deliveredSeq);
      this.reachSeq('read', userId, readSeq);
    }
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
    this.reachSeq(kind, userId, this.messages.get(messageId)?.seq ?? 0);
  }

  reachSeq(kind, userId, seq) {
    const reader = this.reached.get(userId) ?? { delivered: 0, read: 0 };
    reader[kind] = Math.max(reader[kind], seq);
    this.reached.set(userId, reader);
  }

  // Another device of the user has read.
  readElsewhere(userId) {
    const read = this.reached.get(userId)?.read ?? 0;
    this.unread = [...this.messages.values()].filter(
      ({ seq, senderId, silent, status }) =>
        seq > read && senderId !== userId && !silent && status !== 'deleted').length;
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
