// Compiled only: what docs/events.d.ts allows and refuses, with the types of the official client.
import { io, type Socket } from 'socket.io-client';
import type { AcknowledgedEvents, ClientEvents, ConnectPayload, ServerEvents } from './events.js';

const auth: ConnectPayload = { token: 'token', cursors: { chat: 7, other: { seq: 7, rev: 9 } } };
const socket: Socket<ServerEvents, ClientEvents> = io('http://localhost:3001', { auth });

socket.emit('message:new', { chatId: 'chat', encryptedContent: 'secret', messageType: 'text' });
socket.emit(
  'message:new',
  { chatId: 'chat', encryptedContent: 'secret', messageType: 'text', metadata: { mentions: ['ada'], own: 1 } },
  (answer) => {
    if (answer.success) {
      const seq: number = answer.message.seq;
      if (answer.message.status === 'sent') {
        const edits: number = answer.message.version ?? 0;
        void [answer.message.encryptedContent, edits];
      } else {
        const gone: 'deleted' | 'expired' = answer.message.reason;
        // @ts-expect-error a deleted message has no content
        void [gone, answer.message.encryptedContent];
      }
      void [seq, answer.sender.username?.length];
      // @ts-expect-error a success has no error
      void answer.error;
    } else {
      const wait: number | undefined = answer.retryAfterMs;
      void [wait, answer.error === 'RATE_LIMIT_EXCEEDED'];
      // @ts-expect-error no such code
      void (answer.error === 'NO_SUCH_CODE');
      // @ts-expect-error a failure has no message of a chat
      void answer.message.seq;
    }
  },
);
// @ts-expect-error no content
socket.emit('message:new', { chatId: 'chat', messageType: 'text' });
// @ts-expect-error no such type
socket.emit('message:new', { chatId: 'chat', encryptedContent: 'secret', messageType: 'hologram' });
// @ts-expect-error an id is a string
socket.emit('chat:join', { chatId: 7 });
// @ts-expect-error no such event
socket.emit('message:newer', { chatId: 'chat' });
// @ts-expect-error the payload is missing
socket.emit('chat:join');
// @ts-expect-error only the service emits this
socket.emit('call:incoming', { callId: 'call' });

const description: { type: 'offer'; sdp: string } = { type: 'offer', sdp: 'v=0' };
socket.emit('call:initiate', { targetUserId: 'bob', callType: 'video', offer: description });
// @ts-expect-error an offer is never null
socket.emit('call:initiate', { targetUserId: 'bob', callType: 'video', offer: null });

socket.emit('notification:clear-all');
socket.emit('notification:clear-all', (answer) => void (answer.success && answer.cleared > 0));

socket.timeout(5_000).emit('chat:join', { chatId: 'chat' }, (late: Error, answer) => {
  void [late, answer.success && answer.unread > 0];
});

const asking: Socket<ServerEvents, AcknowledgedEvents> = io('http://localhost:3001', { auth });
const read = await asking.emitWithAck('message:read', { chatId: 'chat', messageId: 'message' });
void (read.success && typeof read.unread === 'number' ? read.unread > 0 : read);
const batch = await asking.emitWithAck('message:read', { receipts: [{ chatId: 'chat', messageId: 'message' }] });
void (batch.success && 'failed' in batch && batch.unread['chat'] === batch.failed.length);
// @ts-expect-error a receipt needs a message
asking.emit('message:read', { chatId: 'chat' }, () => {});
asking.emit('chat:sync', { chatId: 'chat', beforeSeq: 7 }, () => {});
// @ts-expect-error neither afterSeq nor beforeSeq
asking.emit('chat:sync', { chatId: 'chat' }, () => {});
// @ts-expect-error a success has what its event adds, and no more
void (read.success && read.cleared);
const cleared = await asking.emitWithAck('notification:clear-all');
void (cleared.success && cleared.cleared > 0);

socket.on('message:new', ({ message, sender }, offset) => {
  const place: string | undefined = offset;
  void [message.seq > 0, sender.id, message.status === 'sent' && message.tempId?.length, place];
  // @ts-expect-error tempId is optional
  void (message.status === 'sent' && message.tempId.length);
});
socket.on('presence:update', ({ lastSeen, status }) => void [lastSeen > 0, status === 'away']);
// @ts-expect-error only clients emit this
socket.on('chat:join', () => {});

export {};
