// What to send for an entry, by APNs, FCM and Web Push. docs/push-outbox.md describes the entries.
//
// `topic` makes a repeat replace the first push on the device: an entry may be read twice.

const DAY_S = 24 * 60 * 60;

const KINDS = {
  'message:new': ({ message, sender }) => ({
    alert: { title: sender.username ?? sender.id, body: 'New message' },
    topic: message.id,
    urgent: true,
    // The extension of the application connects, decrypts the content and replaces the text.
    data: { chatId: message.chatId, messageId: message.id, seq: message.seq },
  }),

  'notification:new': ({ id, type, title, message, chatId, priority }) => ({
    alert: { title, body: message },
    topic: id,
    urgent: priority !== 'low',
    data: { notificationId: id, type, chatId },
  }),

  'call:incoming': ({ callId, callerId, callerName, callType, expiresAt, connectedDevices }) => ({
    call: true,
    topic: `call-${callId}`,
    urgent: true,
    expiresAt: Date.parse(expiresAt),
    except: connectedDevices,
    data: { callId, callerId, callerName, callType, expiresAt },
  }),

  // Replaces the push of the ringing where that has not arrived.
  'call:end': ({ callId, outcome }) => ({
    topic: `call-${callId}`,
    urgent: true,
    data: { callId, outcome },
  }),

  'chat:read': ({ chatId, readSeq, totalUnread }) => ({
    topic: `read-${chatId}`,
    urgent: false,
    badge: totalUnread,
    data: { chatId, readSeq, totalUnread },
  }),
};

// Returns the pushes for the devices of the user, or null if there is nothing to send: the kind is
// of a later version, or the time is over.
export function payloads(kind, event, now = Date.now()) {
  const push = KINDS[kind]?.(event);
  if (!push || push.expiresAt <= now) {
    return null;
  }
  const ttl = Math.ceil(push.expiresAt ? (push.expiresAt - now) / 1000 : DAY_S);
  const data = { kind, ...push.data };
  return {
    exceptDevices: push.except ?? [],
    apns: apns(push, data, Math.floor(now / 1000) + ttl),
    fcm: fcm(push, data, ttl),
    webPush: webPush(push, data, ttl),
  };
}

function apns(push, data, expiration) {
  const type = push.call ? 'voip' : push.alert ? 'alert' : 'background';
  const aps = push.alert
    ? { alert: push.alert, sound: 'default', 'mutable-content': 1 }
    : { 'content-available': 1, badge: push.badge };
  return {
    headers: {
      'apns-push-type': type,
      'apns-priority': push.urgent && type !== 'background' ? '10' : '5',
      'apns-expiration': String(expiration),
      'apns-collapse-id': push.topic.slice(0, 64),
    },
    payload: push.call ? { aps: {}, ...data } : { aps, ...data },
  };
}

// FCM takes only texts as data.
function fcm(push, data, ttl) {
  const texts = Object.entries(data)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [name, String(value)]);
  return {
    message: {
      notification: push.alert,
      data: Object.fromEntries(texts),
      android: {
        priority: push.urgent ? 'HIGH' : 'NORMAL',
        ttl: `${ttl}s`,
        collapse_key: push.topic,
      },
    },
  };
}

// RFC 8030: a topic has at most 32 characters out of the URL-safe alphabet of base64.
function webPush(push, data, ttl) {
  return {
    headers: {
      TTL: String(ttl),
      Urgency: push.urgent ? 'high' : 'low',
      Topic: push.topic.replace(/[^A-Za-z0-9_-]/g, '_').slice(-32),
    },
    payload: { ...push.alert, ...data },
  };
}
