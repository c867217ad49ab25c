// What the client does not keep of a chat: who looks at it, who types, and own messages that were refused.
const TYPING_MS = 6_000;

export class Room {
  viewers = new Set();
  typists = new Map();
  failed = [];

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
