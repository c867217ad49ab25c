// The box that emits any event, with a payload to begin from for those of the protocol.
import { find, make } from './dom.js';
import * as link from './link.js';

const SAMPLES = {
  'message:new': { chatId: 'lobby', encryptedContent: 'Hello', messageType: 'text', tempId: 't1' },
  'message:edit': { messageId: '', chatId: 'lobby', encryptedContent: 'Hello again' },
  'message:delete': { messageId: '', chatId: 'lobby' },
  'message:delivered': { messageId: '', chatId: 'lobby' },
  'message:read': { messageId: '', chatId: 'lobby' },
  'message:typing': { chatId: 'lobby' },
  'message:stop-typing': { chatId: 'lobby' },
  'chat:signal': { chatId: 'lobby', type: 'wave', encryptedContent: 'Hello' },
  'chat:sync': { chatId: 'lobby', afterSeq: 0, limit: 10 },
  'chat:list': { limit: 10 },
  'chat:state': { chatId: 'lobby' },
  'presence:update': { status: 'away', customStatus: 'At lunch' },
  'presence:subscribe': { userIds: ['bob'] },
  'presence:unsubscribe': { userIds: ['bob'] },
  'call:initiate': { targetUserId: 'bob', callType: 'audio', offer: { type: 'offer', sdp: '' } },
  'call:answer': { callId: '', answer: { type: 'answer', sdp: '' } },
  'call:renegotiate': { callId: '', description: { type: 'offer', sdp: '' } },
  'call:reject': { callId: '', reason: 'Not now' },
  'call:end': { callId: '', reason: 'Bye' },
  'call:ice-candidate': { callId: '', candidate: {} },
  'reaction:new': { messageId: '', chatId: 'lobby', reaction: '👍' },
  'reaction:remove': { messageId: '', chatId: 'lobby', reaction: '👍' },
  'reaction:get': { messageId: '', chatId: 'lobby' },
  'chat:join': { chatId: 'lobby' },
  'chat:leave': { chatId: 'lobby' },
  'chat:join-multiple': { chatIds: ['lobby', 'garden'] },
  'chat:get-active-members': { chatId: 'lobby' },
  'chat:mute': { chatId: 'lobby', until: '2100-01-01T00:00:00Z' },
  'user:block': { userId: 'bob' },
  'user:unblock': { userId: 'bob' },
  'user:blocked': {},
  'notification:read': { notificationId: '' },
  'notification:clear': { notificationId: '' },
  'notification:clear-all': {},
  'notification:get-pending': {},
  'auth:refresh': { token: '' },
};

const event = find('emit-event');
const payload = find('emit-payload');

function sample() {
  if (event.value in SAMPLES) {
    payload.value = JSON.stringify(SAMPLES[event.value]);
  }
}

find('event-names').append(...Object.keys(SAMPLES).map((value) => make('option', { value })));
event.addEventListener('input', sample);
sample();

find('emit').addEventListener('submit', (submission) => {
  submission.preventDefault();
  find('emit-error').textContent = '';
  try {
    const values = payload.value.trim() ? [JSON.parse(payload.value)] : [];
    const emit = find('emit-ack').checked ? link.tryOnce : link.emit;
    emit(event.value, ...values);
  } catch (error) {
    find('emit-error').textContent = `The payload is no JSON: ${error.message}`;
  }
});
