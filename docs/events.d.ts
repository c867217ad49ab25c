// The events of SUP Messenger for TypeScript:
//
//   const socket: Socket<ServerEvents, ClientEvents> = io(url, { auth });
//
// Derived from the code. Written anew by: mvn -q -pl adapters-websocket -am test -Dtest=ContractTest -Dsurefire.failIfNoSpecifiedTests=false -Dsup.contract.write=true

/** What the service emits; the library uses the offset to recover. */
export interface ServerEvents {
  'connected': (payload: ConnectedEvent, offset?: string) => void;
  'sync:complete': (payload: SyncCompleteEvent, offset?: string) => void;
  'error': (payload: FailedEvent, offset?: string) => void;
  'message:new': (payload: MessageNewEvent, offset?: string) => void;
  'message:updated': (payload: MessageUpdatedEvent, offset?: string) => void;
  'message:deleted': (payload: MessageDeletedEvent, offset?: string) => void;
  'chat:state': (payload: ChatStateEvent, offset?: string) => void;
  'chat:signal': (payload: ChatSignalledEvent, offset?: string) => void;
  'chat:member-joined': (payload: MemberJoinedEvent, offset?: string) => void;
  'chat:member-left': (payload: MemberLeftEvent, offset?: string) => void;
  'message:delivered': (payload: DeliveredEvent, offset?: string) => void;
  'message:read': (payload: ReadEvent, offset?: string) => void;
  'message:typing': (payload: TypingStartedEvent, offset?: string) => void;
  'message:stop-typing': (payload: TypingStoppedEvent, offset?: string) => void;
  'presence:update': (payload: PresenceChangedEvent, offset?: string) => void;
  'call:incoming': (payload: CallIncomingEvent, offset?: string) => void;
  'call:answer': (payload: CallAnsweredEvent, offset?: string) => void;
  'call:reject': (payload: CallRejectedEvent, offset?: string) => void;
  'call:end': (payload: CallEndedEvent, offset?: string) => void;
  'call:ice-candidate': (payload: CandidateOfferedEvent, offset?: string) => void;
  'call:renegotiate': (payload: CallRenegotiatedEvent, offset?: string) => void;
  'reaction:new': (payload: ReactionAddedEvent, offset?: string) => void;
  'reaction:remove': (payload: ReactionRemovedEvent, offset?: string) => void;
  'chat:updated': (payload: ChatUpdatedEvent, offset?: string) => void;
  'chat:removed': (payload: ChatRemovedEvent, offset?: string) => void;
  'chat:muted': (payload: ChatMutedEvent, offset?: string) => void;
  'user:block': (payload: UserBlockedEvent, offset?: string) => void;
  'user:unblock': (payload: UserUnblockedEvent, offset?: string) => void;
  'notification:new': (payload: NotificationNewEvent, offset?: string) => void;
  'notification:read': (payload: NotificationReadEvent, offset?: string) => void;
  'notification:clear': (payload: NotificationClearedEvent, offset?: string) => void;
  'notification:clear-all': (payload: NotificationsClearedEvent, offset?: string) => void;
}

/** Called once, with what came of the event. */
export type Acknowledge<Reply> = (answer: Reply | Failure) => void;

/** What a client may emit, with an acknowledgement. */
export interface AcknowledgedEvents {
  'message:new': (payload: SendMessage, acknowledge: Acknowledge<MessageSentReply>) => void;
  'chat:signal': (payload: SignalChat, acknowledge: Acknowledge<DoneReply>) => void;
  'message:edit': (payload: EditMessage, acknowledge: Acknowledge<MessageEditedReply>) => void;
  'message:delete': (payload: DeleteMessage, acknowledge: Acknowledge<MessageDeletedReply>) => void;
  'chat:sync': (payload: SyncChat, acknowledge: Acknowledge<ChatSyncedReply>) => void;
  'chat:join': (payload: JoinChat, acknowledge: Acknowledge<ChatJoinedReply>) => void;
  'chat:join-multiple': (payload: JoinChats, acknowledge: Acknowledge<ChatsJoinedReply>) => void;
  'chat:leave': (payload: LeaveChat, acknowledge: Acknowledge<ChatLeftReply>) => void;
  'chat:get-active-members': (payload: GetActiveMembers, acknowledge: Acknowledge<ActiveMembersReply>) => void;
  'chat:mute': (payload: MuteChat, acknowledge: Acknowledge<ChatMutedReply>) => void;
  'user:block': (payload: BlockUser, acknowledge: Acknowledge<DoneReply>) => void;
  'user:unblock': (payload: UnblockUser, acknowledge: Acknowledge<DoneReply>) => void;
  'user:blocked': (acknowledge: Acknowledge<BlockedUsersReply>) => void;
  'chat:list': (payload: ListChats, acknowledge: Acknowledge<ChatsListedReply>) => void;
  'chat:state': (payload: GetChatState, acknowledge: Acknowledge<ChatStateFoundReply>) => void;
  'message:delivered': (payload: ConfirmDelivery, acknowledge: Acknowledge<DeliveryConfirmedReply | DeliveriesConfirmedReply>) => void;
  'message:read': (payload: ConfirmReading, acknowledge: Acknowledge<ReadingConfirmedReply | ReadingsConfirmedReply>) => void;
  'message:typing': (payload: StartTyping, acknowledge: Acknowledge<DoneReply>) => void;
  'message:stop-typing': (payload: StopTyping, acknowledge: Acknowledge<DoneReply>) => void;
  'presence:update': (payload: UpdatePresence, acknowledge: Acknowledge<DoneReply>) => void;
  'presence:subscribe': (payload: SubscribePresence, acknowledge: Acknowledge<PresenceSubscribedReply>) => void;
  'presence:unsubscribe': (payload: UnsubscribePresence, acknowledge: Acknowledge<DoneReply>) => void;
  'call:initiate': (payload: InitiateCall, acknowledge: Acknowledge<CallInitiatedReply>) => void;
  'call:answer': (payload: AnswerCall, acknowledge: Acknowledge<CallTakenReply>) => void;
  'call:renegotiate': (payload: Renegotiate, acknowledge: Acknowledge<DoneReply>) => void;
  'call:reject': (payload: RejectCall, acknowledge: Acknowledge<DoneReply>) => void;
  'call:end': (payload: EndCall, acknowledge: Acknowledge<DoneReply>) => void;
  'call:ice-candidate': (payload: OfferCandidate, acknowledge: Acknowledge<DoneReply>) => void;
  'reaction:new': (payload: React, acknowledge: Acknowledge<DoneReply>) => void;
  'reaction:remove': (payload: RemoveReaction, acknowledge: Acknowledge<DoneReply>) => void;
  'reaction:get': (payload: GetReactions, acknowledge: Acknowledge<ReactionsReply>) => void;
  'notification:read': (payload: ReadNotification, acknowledge: Acknowledge<DoneReply>) => void;
  'notification:clear': (payload: ClearNotification, acknowledge: Acknowledge<DoneReply>) => void;
  'notification:clear-all': (acknowledge: Acknowledge<NotificationsClearedReply>) => void;
  'notification:get-pending': (acknowledge: Acknowledge<PendingNotificationsReply>) => void;
  'auth:refresh': (payload: RefreshToken, acknowledge: Acknowledge<TokenRefreshedReply>) => void;
}

/**
 * What a client may emit, each with or without an acknowledgement.
 *
 * `emitWithAck` finds the type of the answer only where the acknowledgement is required: it is
 * for a `Socket<ServerEvents, AcknowledgedEvents>`.
 */
export type ClientEvents = {
  [Event in keyof AcknowledgedEvents]: (
    ...args: AcknowledgedEvents[Event] extends (...args: [...infer Payload, infer Callback]) => void
      ? Payload | [...Payload, Callback]
      : never
  ) => void;
};

/** The arguments of a client event before its acknowledgement. */
export type PayloadOf<Event extends keyof AcknowledgedEvents> =
  Parameters<AcknowledgedEvents[Event]> extends [...infer Payload, unknown] ? Payload : never;

/** The acknowledgement of a client event that succeeded. */
export type ReplyOf<Event extends keyof AcknowledgedEvents> =
  Parameters<AcknowledgedEvents[Event]> extends [...unknown[], (answer: infer Answer) => void]
    ? Extract<Answer, { success: true }>
    : never;

export interface ActiveMembersReply {
  success: true;
  chatId: ChatId;
  activeMembers: UserId[];
  count: number;
}

export interface AnswerCall {
  callId: CallId;
  answer: Json;
}

export interface BlockUser {
  userId: UserId;
}

export interface BlockedUsersReply {
  success: true;
  userIds: UserId[];
}

export interface CallAnsweredEvent {
  callId: CallId;
  answer: Json;
  status: CallStatus;
}

export interface CallEndedEvent {
  callId: CallId;
  reason?: string;
  status: CallStatus;
}

/** 1 to 128 characters out of A-Z a-z 0-9 _ . : @ -. */
export type CallId = string;

export interface CallIncomingEvent {
  callId: CallId;
  callerId: UserId;
  callerName?: string;
  callerAvatar?: string;
  callType: CallType;
  offer: Json;
  chatId?: ChatId;
  status: CallStatus;
  expiresAt: Timestamp;
}

export interface CallInitiatedReply {
  success: true;
  callId: CallId;
  iceServers: IceServer[];
}

export interface CallRejectedEvent {
  callId: CallId;
  reason?: string;
  status: CallStatus;
}

export interface CallRenegotiatedEvent {
  callId: CallId;
  description: SessionDescription;
}

export type CallStatus = 
  | 'incoming'
  | 'answered'
  | 'rejected'
  | 'ended';

export interface CallTakenReply {
  success: true;
  iceServers: IceServer[];
}

export type CallType = 
  | 'audio'
  | 'video';

export interface CandidateOfferedEvent {
  callId: CallId;
  candidate: Json;
}

export interface ChatDescription {
  name?: string;
  avatar?: string;
  description?: string;
  settings?: Json;
  members: UserId[];
}

/** 1 to 128 characters out of A-Z a-z 0-9 _ . : @ -. */
export type ChatId = string;

export interface ChatJoinedReply {
  success: true;
  chatId: ChatId;
  headSeq: number;
  readSeq: number;
  unread: number;
}

export interface ChatLeftReply {
  success: true;
  chatId: ChatId;
}

export type ChatMessage = Message | DeletedMessage;

export interface ChatMutedEvent {
  chatId: ChatId;
  mutedUntil?: Timestamp;
}

export interface ChatMutedReply {
  success: true;
  mutedUntil?: Timestamp;
}

export interface ChatRemovedEvent {
  chatId: ChatId;
  reason: RemovalReason;
}

export interface ChatSignalledEvent {
  chatId: ChatId;
  userId: UserId;
  deviceId: DeviceId;
  type: SignalType;
  encryptedContent: SignalContent;
}

export interface ChatStateEvent {
  chatId: ChatId;
  sinceRev?: number;
  rev: number;
  receipts: ReceiptState[];
  moreReceipts?: boolean;
  reactions: MessageReactions[];
  updated: MessageUpdatedEvent[];
  deleted: MessageDeletedEvent[];
  chat?: ChatDescription;
}

export interface ChatStateFoundReply {
  success: true;
  chatId: ChatId;
  sinceRev?: number;
  rev: number;
  receipts: ReceiptState[];
  moreReceipts?: boolean;
  reactions: MessageReactions[];
  updated: MessageUpdatedEvent[];
  deleted: MessageDeletedEvent[];
  chat?: ChatDescription;
  hasMore?: boolean;
}

export interface ChatSyncedReply {
  success: true;
  messages: SyncedMessage[];
  headSeq: number;
  hasMore: boolean;
}

export type ChatUpdateType = 
  | 'name'
  | 'avatar'
  | 'description'
  | 'settings'
  | 'members';

export interface ChatUpdatedEvent {
  chatId: ChatId;
  updatedBy?: UserId;
  updateType: ChatUpdateType;
  changes: Json;
  timestamp: Timestamp;
}

export interface ChatsJoinedReply {
  success: true;
  joinedCount: number;
  joined: JoinedChat[];
  failed: FailedChat[];
}

export interface ChatsListedReply {
  success: true;
  chats: ListedChat[];
  nextCursor?: string;
}

export interface ClearNotification {
  notificationId: NotificationId;
}

export type ConfirmDelivery =
  | {
      messageId: MessageId;
      chatId: ChatId;
    }
  | {
      receipts: Receipt[];
    };

export type ConfirmReading =
  | {
      messageId: MessageId;
      chatId: ChatId;
    }
  | {
      receipts: Receipt[];
    };

export interface ConnectError {
  message: string;
  data: ConnectErrorData;
}

export type ConnectErrorCode = 
  | 'AUTHENTICATION_REQUIRED'
  | 'INVALID_TOKEN'
  | 'TOKEN_EXPIRED'
  | 'INVALID_PAYLOAD'
  | 'RATE_LIMIT_EXCEEDED'
  | 'UNAVAILABLE';

export interface ConnectErrorData {
  code: ConnectErrorCode;
  retryAfterMs?: number;
}

export interface ConnectPayload {
  /** Else the query parameter token, else the bearer token. */
  token?: string;
  /** Where the token names none; else one is made. */
  deviceId?: string;
  /** The place in each chat up to which the client has everything; also as JSON text. */
  cursors?: Record<ChatId, number | Cursor> | string;
  /** The session to come back to. */
  pid?: string;
  /** The last event received in it. */
  offset?: string;
  /** The presence of the device from its first moment. */
  status?: PresenceStatus;
  customStatus?: CustomStatus;
}

export interface ConnectedEvent {
  userId: UserId;
  socketId: string;
  deviceId: DeviceId;
  serverTime: Timestamp;
  recovered: boolean;
}

export interface Cursor {
  seq: number;
  rev?: number;
}

/** At most 256 characters; an empty one removes the earlier one. */
export type CustomStatus = string;

export interface DeleteMessage {
  chatId: ChatId;
  messageId: MessageId;
}

export interface DeletedMessage {
  id: MessageId;
  chatId: ChatId;
  seq: number;
  senderId: UserId;
  createdAt: Timestamp;
  deletedAt: Timestamp;
  deletedBy?: UserId;
  reason: DeletionReason;
  status: 'deleted';
}

export type DeletionReason = 
  | 'deleted'
  | 'expired';

export interface DeliveredEvent {
  messageId: MessageId;
  chatId: ChatId;
  userId: UserId;
  deliveredAt: Timestamp;
}

export interface DeliveriesConfirmedReply {
  success: true;
  deliveredAt: Timestamp;
  failed: FailedChat[];
}

export interface DeliveryConfirmedReply {
  success: true;
  deliveredAt: Timestamp;
}

/** 1 to 128 characters out of A-Z a-z 0-9 _ . : @ -. */
export type DeviceId = string;

export interface DoneReply {
  success: true;
}

export interface EditMessage {
  chatId: ChatId;
  messageId: MessageId;
  encryptedContent: EncryptedContent;
  metadata?: Metadata;
}

/** Opaque; at most 65536 bytes of UTF-8. */
export type EncryptedContent = string;

export interface EndCall {
  callId: CallId;
  reason?: Text;
}

export type ErrorCode = 
  | 'INVALID_PAYLOAD'
  | 'PERMISSION_DENIED'
  | 'CHAT_NOT_FOUND'
  | 'MESSAGE_NOT_FOUND'
  | 'CALL_NOT_FOUND'
  | 'CALL_CONFLICT'
  | 'NOTIFICATION_NOT_FOUND'
  | 'RATE_LIMIT_EXCEEDED'
  | 'TOKEN_EXPIRED'
  | 'IDLE_TIMEOUT'
  | 'UNAVAILABLE'
  | 'INTERNAL';

export interface FailedChat {
  chatId: ChatId;
  error: ErrorCode;
}

export interface FailedEvent {
  code: ErrorCode;
  message: string;
  event?: string;
  retryAfterMs?: number;
}

export interface Failure {
  success: false;
  error: ErrorCode;
  message: string;
  event: string;
  retryAfterMs?: number;
}

export interface GetActiveMembers {
  chatId: ChatId;
}

export interface GetChatState {
  chatId: ChatId;
  sinceRev?: number;
}

export interface GetReactions {
  messageId: MessageId;
  chatId: ChatId;
}

export interface IceServer {
  urls: string[];
  username?: string;
  credential?: string;
}

export interface InitiateCall {
  callId?: CallId;
  targetUserId: UserId;
  callType: CallType;
  offer: Json;
  chatId?: ChatId;
}

export interface JoinChat {
  chatId: ChatId;
}

export interface JoinChats {
  chatIds: ChatId[];
}

export interface JoinedChat {
  chatId: ChatId;
  headSeq: number;
  readSeq: number;
  unread: number;
}

/** Any JSON value but null, carried as it is; at most 65536 bytes of UTF-8. */
export type Json = NonNullable<unknown>;

export interface LeaveChat {
  chatId: ChatId;
}

export interface ListChats {
  chatIds?: ChatId[];
  cursor?: string;
  limit?: number;
}

export interface ListedChat {
  chatId: ChatId;
  name?: string;
  avatar?: string;
  headSeq: number;
  rev: number;
  readSeq: number;
  deliveredSeq: number;
  unread: number;
  mentions: number;
  lastMessageAt?: Timestamp;
  lastMessage?: MessageNewEvent;
  mutedUntil?: Timestamp;
  memberCount: number;
}

export interface MemberJoinedEvent {
  chatId: ChatId;
  userId: UserId;
  timestamp: Timestamp;
}

export interface MemberLeftEvent {
  chatId: ChatId;
  userId: UserId;
  timestamp: Timestamp;
}

export interface Message {
  id: MessageId;
  chatId: ChatId;
  /** The place in the chat: 1, 2, 3, ... without holes. */
  seq: number;
  senderId: UserId;
  encryptedContent: EncryptedContent;
  messageType: MessageType;
  replyToId?: MessageId;
  metadata?: Metadata;
  createdAt: Timestamp;
  tempId?: TempId;
  /** Left out if it is false. */
  silent?: boolean;
  expiresAt?: Timestamp;
  /** Left out before an edit. */
  version?: number;
  editedAt?: Timestamp;
  status: 'sent';
}

export interface MessageDeletedEvent {
  chatId: ChatId;
  messageId: MessageId;
  seq: number;
  deletedBy?: UserId;
  deletedAt: Timestamp;
  reason: DeletionReason;
}

export interface MessageDeletedReply {
  success: true;
  deletedAt: Timestamp;
}

export interface MessageEditedReply {
  success: true;
  message: Message;
}

/** 1 to 128 characters out of A-Z a-z 0-9 _ . : @ -. */
export type MessageId = string;

export interface MessageNewEvent {
  message: ChatMessage;
  sender: Profile;
}

export interface MessageReactions {
  messageId: MessageId;
  reactions: UserReaction[];
}

export interface MessageSentReply {
  success: true;
  message: ChatMessage;
  sender: Profile;
}

export type MessageType = 
  | 'text'
  | 'image'
  | 'video'
  | 'audio'
  | 'file'
  | 'voice';

export interface MessageUpdatedEvent {
  message: Message;
  sender: Profile;
}

/** Carried as it is; at most 8192 bytes of UTF-8; mentions names the users to notify. */
export type Metadata = { mentions?: UserId[]; [name: string]: unknown };

export interface MuteChat {
  chatId: ChatId;
  /** The end of the mute; null, or a time that is past, ends it now. */
  until?: Timestamp | null;
}

export interface NotificationClearedEvent {
  notificationId: NotificationId;
}

/** 1 to 128 characters out of A-Z a-z 0-9 _ . : @ -. */
export type NotificationId = string;

export interface NotificationNewEvent {
  id: NotificationId;
  type: NotificationType;
  title: string;
  message: string;
  data: Json;
  fromUserId?: UserId;
  chatId?: ChatId;
  messageId?: MessageId;
  priority: Priority;
  timestamp: Timestamp;
  read: boolean;
}

export interface NotificationReadEvent {
  notificationId: NotificationId;
}

export type NotificationType = 
  | 'mention'
  | 'reply'
  | 'call_missed'
  | 'chat_invite'
  | 'chat_updated'
  | 'message_reaction'
  | 'system';

export interface NotificationsClearedEvent {
}

export interface NotificationsClearedReply {
  success: true;
  cleared: number;
}

export interface OfferCandidate {
  callId: CallId;
  candidate: Json;
}

export interface PendingNotificationsReply {
  success: true;
  notifications: NotificationNewEvent[];
}

export interface PresenceChangedEvent {
  userId: UserId;
  status: PresenceStatus;
  /** Epoch milliseconds. */
  lastSeen: number;
  customStatus?: Text;
}

export type PresenceStatus = 
  | 'busy'
  | 'online'
  | 'away'
  | 'offline';

export interface PresenceSubscribedReply {
  success: true;
  presences: PresenceChangedEvent[];
  denied: UserId[];
}

export type Priority = 
  | 'low'
  | 'normal'
  | 'high';

export interface Profile {
  id: UserId;
  username?: string;
  avatar?: string;
}

export interface React {
  messageId: MessageId;
  chatId: ChatId;
  reaction: Reaction;
}

/** 1 to 10 characters (code points). */
export type Reaction = string;

export type ReactionAction = 
  | 'add'
  | 'remove';

export interface ReactionAddedEvent {
  messageId: MessageId;
  chatId: ChatId;
  userId: UserId;
  userName?: string;
  reaction: Reaction;
  action: ReactionAction;
  timestamp: Timestamp;
}

export interface ReactionRemovedEvent {
  messageId: MessageId;
  chatId: ChatId;
  userId: UserId;
  userName?: string;
  reaction: Reaction;
  action: ReactionAction;
  timestamp: Timestamp;
}

export interface ReactionsReply {
  success: true;
  reactions: UserReaction[];
}

export interface ReadEvent {
  messageId: MessageId;
  chatId: ChatId;
  userId: UserId;
  readAt: Timestamp;
}

export interface ReadNotification {
  notificationId: NotificationId;
}

export interface ReadingConfirmedReply {
  success: true;
  readAt: Timestamp;
  unread: number;
}

export interface ReadingsConfirmedReply {
  success: true;
  readAt: Timestamp;
  unread: Record<ChatId, number>;
  failed: FailedChat[];
}

export interface Receipt {
  messageId: MessageId;
  chatId: ChatId;
}

export interface ReceiptState {
  userId: UserId;
  deliveredSeq: number;
  deliveredAt?: Timestamp;
  readSeq: number;
  readAt?: Timestamp;
}

export interface RefreshToken {
  token: string;
}

export interface RejectCall {
  callId: CallId;
  reason?: Text;
}

export type RemovalReason = 
  | 'deleted'
  | 'removed';

export interface RemoveReaction {
  messageId: MessageId;
  chatId: ChatId;
  reaction: Reaction;
}

export interface Renegotiate {
  callId: CallId;
  description: SessionDescription;
}

/** Opaque; at most 65536 bytes of UTF-8. */
export type Sdp = string;

export type SdpType = 
  | 'offer'
  | 'answer'
  | 'rollback';

export interface SendMessage {
  chatId: ChatId;
  encryptedContent: EncryptedContent;
  messageType: MessageType;
  replyToId?: MessageId;
  metadata?: Metadata;
  tempId?: TempId;
  silent?: boolean;
  expiresInMs?: number;
}

export interface SessionDescription {
  type: SdpType;
  sdp?: Sdp;
}

export interface SignalChat {
  chatId: ChatId;
  type: SignalType;
  encryptedContent: SignalContent;
}

/** Opaque; at most 16384 bytes of UTF-8. */
export type SignalContent = string;

/** 1 to 64 characters out of A-Z a-z 0-9 _ . : @ -. */
export type SignalType = string;

export interface StartTyping {
  chatId: ChatId;
}

export interface StopTyping {
  chatId: ChatId;
}

export interface SubscribePresence {
  userIds: UserId[];
}

export type SyncChat =
  | {
      chatId: ChatId;
      afterSeq: number;
      limit?: number;
    }
  | {
      chatId: ChatId;
      beforeSeq: number;
      limit?: number;
    };

export interface SyncCompleteEvent {
  /** The chats of which more is to be had by chat:sync. */
  truncated?: ChatId[];
  /** The chats of which more is to be had by chat:state. */
  stale?: ChatId[];
}

export interface SyncedMessage {
  message: ChatMessage;
  sender: Profile;
  reactions?: UserReaction[];
}

/** The client's own name for a message; no control characters. */
export type TempId = string;

/** 1 to 256 characters. */
export type Text = string;

/** ISO 8601, UTC, with milliseconds. */
export type Timestamp = string;

export interface TokenRefreshedReply {
  success: true;
  expiresAt?: Timestamp;
}

export interface TypingStartedEvent {
  chatId: ChatId;
  userId: UserId;
  userName?: string;
}

export interface TypingStoppedEvent {
  chatId: ChatId;
  userId: UserId;
}

export interface UnblockUser {
  userId: UserId;
}

export interface UnsubscribePresence {
  userIds: UserId[];
}

export interface UpdatePresence {
  status: PresenceStatus;
  customStatus?: CustomStatus;
}

export interface UserBlockedEvent {
  userId: UserId;
}

/** 1 to 128 characters out of A-Z a-z 0-9 _ . : @ -. */
export type UserId = string;

export interface UserReaction {
  userId: UserId;
  reaction: Reaction;
}

export interface UserUnblockedEvent {
  userId: UserId;
}
