// What a client knows of its chats, by what it was told, what it did itself, and the states of chats that it was
// sent (contract, "State and changes").
//
// Receipts of others are told to the authors of the messages that they cover. So what a client knows of them is which
// of the own messages they cover.
export class Picture {
  constructor(userId) {
    this.userId = userId;
    this.chats = new Map();
    this.stale = new Set();
    // Receipts of own messages whose acknowledgements are under way.
    this.early = [];
  }

  // Hears all that a client is told.
  listen(socket) {
    socket.on('message:new', ({ message }) => this.version(message));
    socket.on('message:updated', ({ message }) => this.version(message));
    socket.on('message:deleted', (deleted) => this.deleted(deleted));
    socket.on('message:delivered', (receipt) => this.receipt(receipt, 'delivered'));
    socket.on('message:read', (receipt) => this.receipt(receipt, 'read'));
    socket.on('reaction:new', (event) => this.reaction(event, event.reaction));
    socket.on('reaction:remove', (event) => this.reaction(event, undefined));
    socket.on('chat:updated', ({ chatId, updateType, changes }) => {
      Object.assign(this.of(chatId), { [updateType]: changes[updateType] });
    });
    socket.on('chat:state', (state) => this.state(state));
    socket.on('sync:complete', ({ stale = [] }) => stale.forEach((chatId) => this.stale.add(chatId)));
  }

  of(chatId) {
    if (!this.chats.has(chatId)) {
      this.chats.set(chatId, {
        messages: new Map(), reactions: new Map(), delivered: new Map(), read: new Map(), rev: undefined,
      });
    }
    return this.chats.get(chatId);
  }

  // A version of a message: the newest one counts, and a deletion is the last.
  version(message) {
    const { messages } = this.of(message.chatId);
    const known = messages.get(message.id);
    const isNewer = !known || message.status === 'deleted' || (message.version ?? 0) > (known.version ?? 0);
    if (isNewer && known?.status !== 'deleted') {
      messages.set(message.id, message);
    }
    if (message.status === 'deleted') {
      this.of(message.chatId).reactions.delete(message.id);
    }
    this.early.splice(0).forEach(([receipt, kind]) => this.receipt(receipt, kind));
  }

  deleted({ chatId, messageId, seq }) {
    const known = this.of(chatId).messages.get(messageId);
    this.version({ ...known, id: messageId, chatId, seq, status: 'deleted' });
  }

  receipt({ chatId, messageId, userId }, kind) {
    const seq = this.of(chatId).messages.get(messageId)?.seq;
    if (!seq) {
      this.early.push([{ chatId, messageId, userId }, kind]);
      return;
    }
    this.covers(chatId, userId, kind, seq);
    if (kind === 'read') this.covers(chatId, userId, 'delivered', seq);
  }

  covers(chatId, userId, kind, seq) {
    const places = this.of(chatId)[kind];
    places.set(userId, Math.max(places.get(userId) ?? 0, seq));
  }

  reaction({ chatId, messageId, userId }, reaction) {
    const { reactions, messages } = this.of(chatId);
    if (messages.get(messageId)?.status === 'deleted') return;
    const all = reactions.get(messageId) ?? {};
    reactions.set(messageId, all);
    if (reaction) all[userId] = reaction;
    else delete all[userId];
  }

  state({ chatId, rev, receipts, reactions, updated, deleted, chat }) {
    const known = this.of(chatId);
    updated.forEach(({ message }) => this.version(message));
    deleted.forEach((one) => this.deleted(one));
    for (const { messageId, reactions: all } of reactions) {
      if (known.messages.get(messageId)?.status === 'deleted') continue;
      known.reactions.set(messageId, Object.fromEntries(all.map(({ userId, reaction }) => [userId, reaction])));
    }
    for (const { userId, deliveredSeq, readSeq } of receipts) {
      this.covers(chatId, userId, 'delivered', deliveredSeq);
      this.covers(chatId, userId, 'read', readSeq);
    }
    if (chat) Object.assign(known, { name: chat.name, members: chat.members });
    known.rev = Math.max(known.rev ?? 0, rev);
  }

  // Asks for what a return has left out.
  async refresh(ask) {
    for (const chatId of [...this.stale]) {
      let more = true;
      while (more) {
        const answer = await ask('chat:state', { chatId, sinceRev: this.of(chatId).rev ?? 0 });
        if (!answer.success) return;
        this.state(answer);
        more = answer.hasMore;
      }
      this.stale.delete(chatId);
    }
  }

  unread(chatId) {
    const { messages, read } = this.of(chatId);
    const place = read.get(this.userId) ?? 0;
    return [...messages.values()].filter(
      ({ seq, senderId, silent, status }) => seq > place && senderId !== this.userId && !silent && status !== 'deleted',
    ).length;
  }

  // What this picture says of the newest messages of a chat.
  summary(chatId, afterSeq) {
    const { messages, reactions, delivered, read, name } = this.of(chatId);
    const places = new Map([...messages.values()].map(({ id, seq }) => [id, seq]));
    const own = [...messages.values()].filter(({ senderId }) => senderId === this.userId).map(({ seq }) => seq);
    const covered = (receipts) => sorted([...receipts]
      .map(([userId, seq]) => [userId, userId === this.userId ? seq : Math.max(0, ...own.filter((one) => one <= seq))])
      .filter(([, seq]) => seq > 0));
    const isIn = (id) => places.get(id) > afterSeq;
    const recent = [...messages.values()].filter(({ id }) => isIn(id));
    return {
      name,
      unread: this.unread(chatId),
      updated: sorted(recent.filter(({ status, version }) => status !== 'deleted' && version)
        .map(({ id, version, encryptedContent }) => [id, version, encryptedContent])),
      deleted: sorted(recent.filter(({ status }) => status === 'deleted').map(({ id }) => [id])),
      reactions: sorted([...reactions].filter(([id, all]) => isIn(id) && Object.keys(all).length > 0)
        .map(([id, all]) => [id, ...Object.entries(all).sort().flat()])),
      delivered: covered(delivered),
      read: covered(read),
    };
  }

  // Returns in what the picture differs from the store, by the field.
  async differences(chatId, ask) {
    const state = await ask('chat:state', { chatId });
    const { chats: [listed] } = await ask('chat:list', { chatIds: [chatId] });
    const store = new Picture(this.userId);
    // The own messages say which of them a receipt covers.
    const known = this.of(chatId).messages;
    known.forEach((message) => store.version({ ...message, version: 0, status: 'sent' }));
    store.state(state);
    const afterSeq = listed.headSeq - 1_000;
    const theirs = { ...store.summary(chatId, afterSeq), unread: listed.unread };
    const mine = this.summary(chatId, afterSeq);
    return Object.keys(theirs)
      .filter((field) => JSON.stringify(mine[field]) !== JSON.stringify(theirs[field]))
      .map((field) => `${field}: ${JSON.stringify(mine[field])}, the store has ${JSON.stringify(theirs[field])}`);
  }
}

function sorted(rows) {
  return rows.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}
