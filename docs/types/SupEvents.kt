// The events of SUP Messenger for Kotlin. A JSON library reads and writes the classes by the names of their fields, and
// an enumeration by its `wire`.
//
// Derived from the code. Written anew by: mvn -q -pl adapters-websocket -am test -Dtest=ContractTest -Dsurefire.failIfNoSpecifiedTests=false -Dsup.contract.write=true

package com.sup.messenger.client

enum class ServerEvent(val wire: String) {
    /** Carries ConnectedEvent. */
    CONNECTED("connected"),
    /** Carries SyncCompleteEvent. */
    SYNC_COMPLETE("sync:complete"),
    /** Carries FailedEvent. */
    ERROR("error"),
    /** Carries MessageNewEvent. */
    MESSAGE_NEW("message:new"),
    /** Carries MessageUpdatedEvent. */
    MESSAGE_UPDATED("message:updated"),
    /** Carries MessageDeletedEvent. */
    MESSAGE_DELETED("message:deleted"),
    /** Carries ChatStateEvent. */
    CHAT_STATE("chat:state"),
    /** Carries ChatSignalledEvent. */
    CHAT_SIGNAL("chat:signal"),
    /** Carries MemberJoinedEvent. */
    CHAT_MEMBER_JOINED("chat:member-joined"),
    /** Carries MemberLeftEvent. */
    CHAT_MEMBER_LEFT("chat:member-left"),
    /** Carries DeliveredEvent. */
    MESSAGE_DELIVERED("message:delivered"),
    /** Carries ReadEvent. */
    MESSAGE_READ("message:read"),
    /** Carries TypingStartedEvent. */
    MESSAGE_TYPING("message:typing"),
    /** Carries TypingStoppedEvent. */
    MESSAGE_STOP_TYPING("message:stop-typing"),
    /** Carries PresenceChangedEvent. */
    PRESENCE_UPDATE("presence:update"),
    /** Carries CallIncomingEvent. */
    CALL_INCOMING("call:incoming"),
    /** Carries CallAnsweredEvent. */
    CALL_ANSWER("call:answer"),
    /** Carries CallRejectedEvent. */
    CALL_REJECT("call:reject"),
    /** Carries CallEndedEvent. */
    CALL_END("call:end"),
    /** Carries CandidateOfferedEvent. */
    CALL_ICE_CANDIDATE("call:ice-candidate"),
    /** Carries CallRenegotiatedEvent. */
    CALL_RENEGOTIATE("call:renegotiate"),
    /** Carries ReactionAddedEvent. */
    REACTION_NEW("reaction:new"),
    /** Carries ReactionRemovedEvent. */
    REACTION_REMOVE("reaction:remove"),
    /** Carries ChatUpdatedEvent. */
    CHAT_UPDATED("chat:updated"),
    /** Carries ChatRemovedEvent. */
    CHAT_REMOVED("chat:removed"),
    /** Carries ChatMutedEvent. */
    CHAT_MUTED("chat:muted"),
    /** Carries UserBlockedEvent. */
    USER_BLOCK("user:block"),
    /** Carries UserUnblockedEvent. */
    USER_UNBLOCK("user:unblock"),
    /** Carries NotificationNewEvent. */
    NOTIFICATION_NEW("notification:new"),
    /** Carries NotificationReadEvent. */
    NOTIFICATION_READ("notification:read"),
    /** Carries NotificationClearedEvent. */
    NOTIFICATION_CLEAR("notification:clear"),
    /** Carries NotificationsClearedEvent. */
    NOTIFICATION_CLEAR_ALL("notification:clear-all"),
}

enum class ClientEvent(val wire: String) {
    /** Carries SendMessage. Answered by MessageSentReply. */
    MESSAGE_NEW("message:new"),
    /** Carries SignalChat. Answered by DoneReply. */
    CHAT_SIGNAL("chat:signal"),
    /** Carries EditMessage. Answered by MessageEditedReply. */
    MESSAGE_EDIT("message:edit"),
    /** Carries DeleteMessage. Answered by MessageDeletedReply. */
    MESSAGE_DELETE("message:delete"),
    /** Carries SyncChat. Answered by ChatSyncedReply. */
    CHAT_SYNC("chat:sync"),
    /** Carries JoinChat. Answered by ChatJoinedReply. */
    CHAT_JOIN("chat:join"),
    /** Carries JoinChats. Answered by ChatsJoinedReply. */
    CHAT_JOIN_MULTIPLE("chat:join-multiple"),
    /** Carries LeaveChat. Answered by ChatLeftReply. */
    CHAT_LEAVE("chat:leave"),
    /** Carries GetActiveMembers. Answered by ActiveMembersReply. */
    CHAT_GET_ACTIVE_MEMBERS("chat:get-active-members"),
    /** Carries MuteChat. Answered by ChatMutedReply. */
    CHAT_MUTE("chat:mute"),
    /** Carries BlockUser. Answered by DoneReply. */
    USER_BLOCK("user:block"),
    /** Carries UnblockUser. Answered by DoneReply. */
    USER_UNBLOCK("user:unblock"),
    /** Carries GetBlockedUsers. Answered by BlockedUsersReply. */
    USER_BLOCKED("user:blocked"),
    /** Carries ListChats. Answered by ChatsListedReply. */
    CHAT_LIST("chat:list"),
    /** Carries GetChatState. Answered by ChatStateFoundReply. */
    CHAT_STATE("chat:state"),
    /** Carries ConfirmDelivery. Answered by DeliveryConfirmedReply or DeliveriesConfirmedReply. */
    MESSAGE_DELIVERED("message:delivered"),
    /** Carries ConfirmReading. Answered by ReadingConfirmedReply or ReadingsConfirmedReply. */
    MESSAGE_READ("message:read"),
    /** Carries StartTyping. Answered by DoneReply. */
    MESSAGE_TYPING("message:typing"),
    /** Carries StopTyping. Answered by DoneReply. */
    MESSAGE_STOP_TYPING("message:stop-typing"),
    /** Carries UpdatePresence. Answered by DoneReply. */
    PRESENCE_UPDATE("presence:update"),
    /** Carries SubscribePresence. Answered by PresenceSubscribedReply. */
    PRESENCE_SUBSCRIBE("presence:subscribe"),
    /** Carries UnsubscribePresence. Answered by DoneReply. */
    PRESENCE_UNSUBSCRIBE("presence:unsubscribe"),
    /** Carries InitiateCall. Answered by CallInitiatedReply. */
    CALL_INITIATE("call:initiate"),
    /** Carries AnswerCall. Answered by CallTakenReply. */
    CALL_ANSWER("call:answer"),
    /** Carries Renegotiate. Answered by DoneReply. */
    CALL_RENEGOTIATE("call:renegotiate"),
    /** Carries RejectCall. Answered by DoneReply. */
    CALL_REJECT("call:reject"),
    /** Carries EndCall. Answered by DoneReply. */
    CALL_END("call:end"),
    /** Carries OfferCandidate. Answered by DoneReply. */
    CALL_ICE_CANDIDATE("call:ice-candidate"),
    /** Carries React. Answered by DoneReply. */
    REACTION_NEW("reaction:new"),
    /** Carries RemoveReaction. Answered by DoneReply. */
    REACTION_REMOVE("reaction:remove"),
    /** Carries GetReactions. Answered by ReactionsReply. */
    REACTION_GET("reaction:get"),
    /** Carries ReadNotification. Answered by DoneReply. */
    NOTIFICATION_READ("notification:read"),
    /** Carries ClearNotification. Answered by DoneReply. */
    NOTIFICATION_CLEAR("notification:clear"),
    /** Carries ClearNotifications. Answered by NotificationsClearedReply. */
    NOTIFICATION_CLEAR_ALL("notification:clear-all"),
    /** Carries GetPendingNotifications. Answered by PendingNotificationsReply. */
    NOTIFICATION_GET_PENDING("notification:get-pending"),
    /** Carries RefreshToken. Answered by TokenRefreshedReply. */
    AUTH_REFRESH("auth:refresh"),
}

data class ActiveMembersReply(
    val success: Boolean = true,
    val chatId: ChatId,
    val activeMembers: List<UserId>,
    val count: Long,
)

data class AnswerCall(
    val callId: CallId,
    val answer: Json,
)

data class BlockUser(
    val userId: UserId,
)

data class BlockedUsersReply(
    val success: Boolean = true,
    val userIds: List<UserId>,
)

data class CallAnsweredEvent(
    val callId: CallId,
    val answer: Json,
    val status: CallStatus,
)

data class CallEndedEvent(
    val callId: CallId,
    val reason: String? = null,
    val status: CallStatus,
)

/** 1 to 128 characters out of A-Z a-z 0-9 _ . : @ -. */
typealias CallId = String

data class CallIncomingEvent(
    val callId: CallId,
    val callerId: UserId,
    val callerName: String? = null,
    val callerAvatar: String? = null,
    val callType: CallType,
    val offer: Json,
    val chatId: ChatId? = null,
    val status: CallStatus,
    val expiresAt: Timestamp,
)

data class CallInitiatedReply(
    val success: Boolean = true,
    val callId: CallId,
    val iceServers: List<IceServer>,
)

data class CallRejectedEvent(
    val callId: CallId,
    val reason: String? = null,
    val status: CallStatus,
)

data class CallRenegotiatedEvent(
    val callId: CallId,
    val description: SessionDescription,
)

enum class CallStatus(val wire: String) {
    INCOMING("incoming"),
    ANSWERED("answered"),
    REJECTED("rejected"),
    ENDED("ended"),
}

data class CallTakenReply(
    val success: Boolean = true,
    val iceServers: List<IceServer>,
)

enum class CallType(val wire: String) {
    AUDIO("audio"),
    VIDEO("video"),
}

data class CandidateOfferedEvent(
    val callId: CallId,
    val candidate: Json,
)

data class ChatDescription(
    val name: String? = null,
    val avatar: String? = null,
    val description: String? = null,
    val settings: Json? = null,
    val members: List<UserId>,
)

/** 1 to 128 characters out of A-Z a-z 0-9 _ . : @ -. */
typealias ChatId = String

data class ChatJoinedReply(
    val success: Boolean = true,
    val chatId: ChatId,
    val headSeq: Long,
    val readSeq: Long,
    val unread: Long,
)

data class ChatLeftReply(
    val success: Boolean = true,
    val chatId: ChatId,
)

sealed interface ChatMessage

data class ChatMutedEvent(
    val chatId: ChatId,
    val mutedUntil: Timestamp? = null,
)

data class ChatMutedReply(
    val success: Boolean = true,
    val mutedUntil: Timestamp? = null,
)

data class ChatRemovedEvent(
    val chatId: ChatId,
    val reason: RemovalReason,
)

data class ChatSignalledEvent(
    val chatId: ChatId,
    val userId: UserId,
    val deviceId: DeviceId,
    val type: SignalType,
    val encryptedContent: SignalContent,
)

data class ChatStateEvent(
    val chatId: ChatId,
    val sinceRev: Long? = null,
    val rev: Long,
    val receipts: List<ReceiptState>,
    val moreReceipts: Boolean? = null,
    val reactions: List<MessageReactions>,
    val updated: List<MessageUpdatedEvent>,
    val deleted: List<MessageDeletedEvent>,
    val chat: ChatDescription? = null,
)

data class ChatStateFoundReply(
    val success: Boolean = true,
    val chatId: ChatId,
    val sinceRev: Long? = null,
    val rev: Long,
    val receipts: List<ReceiptState>,
    val moreReceipts: Boolean? = null,
    val reactions: List<MessageReactions>,
    val updated: List<MessageUpdatedEvent>,
    val deleted: List<MessageDeletedEvent>,
    val chat: ChatDescription? = null,
    val hasMore: Boolean? = null,
)

data class ChatSyncedReply(
    val success: Boolean = true,
    val messages: List<SyncedMessage>,
    val headSeq: Long,
    val hasMore: Boolean,
)

enum class ChatUpdateType(val wire: String) {
    NAME("name"),
    AVATAR("avatar"),
    DESCRIPTION("description"),
    SETTINGS("settings"),
    MEMBERS("members"),
}

data class ChatUpdatedEvent(
    val chatId: ChatId,
    val updatedBy: UserId? = null,
    val updateType: ChatUpdateType,
    val changes: Json,
    val timestamp: Timestamp,
)

data class ChatsJoinedReply(
    val success: Boolean = true,
    val joinedCount: Long,
    val joined: List<JoinedChat>,
    val failed: List<FailedChat>,
)

data class ChatsListedReply(
    val success: Boolean = true,
    val chats: List<ListedChat>,
    val nextCursor: String? = null,
)

data class ClearNotification(
    val notificationId: NotificationId,
)

class ClearNotifications

/** Has the fields of one form: messageId, chatId; or receipts. */
data class ConfirmDelivery(
    val messageId: MessageId? = null,
    val chatId: ChatId? = null,
    val receipts: List<Receipt>? = null,
)

/** Has the fields of one form: messageId, chatId; or receipts. */
data class ConfirmReading(
    val messageId: MessageId? = null,
    val chatId: ChatId? = null,
    val receipts: List<Receipt>? = null,
)

data class ConnectError(
    val message: String,
    val data: ConnectErrorData,
)

enum class ConnectErrorCode(val wire: String) {
    AUTHENTICATION_REQUIRED("AUTHENTICATION_REQUIRED"),
    INVALID_TOKEN("INVALID_TOKEN"),
    TOKEN_EXPIRED("TOKEN_EXPIRED"),
    INVALID_PAYLOAD("INVALID_PAYLOAD"),
    RATE_LIMIT_EXCEEDED("RATE_LIMIT_EXCEEDED"),
    UNAVAILABLE("UNAVAILABLE"),
}

data class ConnectErrorData(
    val code: ConnectErrorCode,
    val retryAfterMs: Long? = null,
)

data class ConnectPayload(
    /** Else the query parameter token, else the bearer token. */
    val token: String? = null,
    /** Where the token names none; else one is made. */
    val deviceId: String? = null,
    /** The place in each chat up to which the client has everything; also as JSON text. */
    val cursors: Map<ChatId, Cursor>? = null,
    /** The session to come back to. */
    val pid: String? = null,
    /** The last event received in it. */
    val offset: String? = null,
    /** The presence of the device from its first moment. */
    val status: PresenceStatus? = null,
    val customStatus: CustomStatus? = null,
)

data class ConnectedEvent(
    val userId: UserId,
    val socketId: String,
    val deviceId: DeviceId,
    val serverTime: Timestamp,
    val recovered: Boolean,
)

data class Cursor(
    val seq: Long,
    val rev: Long? = null,
)

/** At most 256 characters; an empty one removes the earlier one. */
typealias CustomStatus = String

data class DeleteMessage(
    val chatId: ChatId,
    val messageId: MessageId,
)

data class DeletedMessage(
    val id: MessageId,
    val chatId: ChatId,
    val seq: Long,
    val senderId: UserId,
    val createdAt: Timestamp,
    val deletedAt: Timestamp,
    val deletedBy: UserId? = null,
    val reason: DeletionReason,
    val status: String = "deleted",
) : ChatMessage

enum class DeletionReason(val wire: String) {
    DELETED("deleted"),
    EXPIRED("expired"),
}

data class DeliveredEvent(
    val messageId: MessageId,
    val chatId: ChatId,
    val userId: UserId,
    val deliveredAt: Timestamp,
)

data class DeliveriesConfirmedReply(
    val success: Boolean = true,
    val deliveredAt: Timestamp,
    val failed: List<FailedChat>,
)

data class DeliveryConfirmedReply(
    val success: Boolean = true,
    val deliveredAt: Timestamp,
)

/** 1 to 128 characters out of A-Z a-z 0-9 _ . : @ -. */
typealias DeviceId = String

data class DoneReply(
    val success: Boolean = true,
)

data class EditMessage(
    val chatId: ChatId,
    val messageId: MessageId,
    val encryptedContent: EncryptedContent,
    val metadata: Metadata? = null,
)

/** Opaque; at most 65536 bytes of UTF-8. */
typealias EncryptedContent = String

data class EndCall(
    val callId: CallId,
    val reason: Text? = null,
)

enum class ErrorCode(val wire: String) {
    INVALID_PAYLOAD("INVALID_PAYLOAD"),
    PERMISSION_DENIED("PERMISSION_DENIED"),
    CHAT_NOT_FOUND("CHAT_NOT_FOUND"),
    MESSAGE_NOT_FOUND("MESSAGE_NOT_FOUND"),
    CALL_NOT_FOUND("CALL_NOT_FOUND"),
    CALL_CONFLICT("CALL_CONFLICT"),
    NOTIFICATION_NOT_FOUND("NOTIFICATION_NOT_FOUND"),
    RATE_LIMIT_EXCEEDED("RATE_LIMIT_EXCEEDED"),
    TOKEN_EXPIRED("TOKEN_EXPIRED"),
    IDLE_TIMEOUT("IDLE_TIMEOUT"),
    UNAVAILABLE("UNAVAILABLE"),
    INTERNAL("INTERNAL"),
}

data class FailedChat(
    val chatId: ChatId,
    val error: ErrorCode,
)

data class FailedEvent(
    val code: ErrorCode,
    val message: String,
    val event: String? = null,
    val retryAfterMs: Long? = null,
)

data class Failure(
    val success: Boolean = false,
    val error: ErrorCode,
    val message: String,
    val event: String,
    val retryAfterMs: Long? = null,
)

data class GetActiveMembers(
    val chatId: ChatId,
)

class GetBlockedUsers

data class GetChatState(
    val chatId: ChatId,
    val sinceRev: Long? = null,
)

class GetPendingNotifications

data class GetReactions(
    val messageId: MessageId,
    val chatId: ChatId,
)

data class IceServer(
    val urls: List<String>,
    val username: String? = null,
    val credential: String? = null,
)

data class InitiateCall(
    val callId: CallId? = null,
    val targetUserId: UserId,
    val callType: CallType,
    val offer: Json,
    val chatId: ChatId? = null,
)

data class JoinChat(
    val chatId: ChatId,
)

data class JoinChats(
    val chatIds: List<ChatId>,
)

data class JoinedChat(
    val chatId: ChatId,
    val headSeq: Long,
    val readSeq: Long,
    val unread: Long,
)

/** Any JSON value but null, carried as it is; at most 65536 bytes of UTF-8. */
typealias Json = Any

data class LeaveChat(
    val chatId: ChatId,
)

data class ListChats(
    val chatIds: List<ChatId>? = null,
    val cursor: String? = null,
    val limit: Long? = null,
)

data class ListedChat(
    val chatId: ChatId,
    val name: String? = null,
    val avatar: String? = null,
    val headSeq: Long,
    val rev: Long,
    val readSeq: Long,
    val deliveredSeq: Long,
    val unread: Long,
    val mentions: Long,
    val lastMessageAt: Timestamp? = null,
    val lastMessage: MessageNewEvent? = null,
    val mutedUntil: Timestamp? = null,
    val memberCount: Long,
)

data class MemberJoinedEvent(
    val chatId: ChatId,
    val userId: UserId,
    val timestamp: Timestamp,
)

data class MemberLeftEvent(
    val chatId: ChatId,
    val userId: UserId,
    val timestamp: Timestamp,
)

data class Message(
    val id: MessageId,
    val chatId: ChatId,
    /** The place in the chat: 1, 2, 3, ... without holes. */
    val seq: Long,
    val senderId: UserId,
    val encryptedContent: EncryptedContent,
    val messageType: MessageType,
    val replyToId: MessageId? = null,
    val metadata: Metadata? = null,
    val createdAt: Timestamp,
    val tempId: TempId? = null,
    /** Left out if it is false. */
    val silent: Boolean? = null,
    val expiresAt: Timestamp? = null,
    /** Left out before an edit. */
    val version: Long? = null,
    val editedAt: Timestamp? = null,
    val status: String = "sent",
) : ChatMessage

data class MessageDeletedEvent(
    val chatId: ChatId,
    val messageId: MessageId,
    val seq: Long,
    val deletedBy: UserId? = null,
    val deletedAt: Timestamp,
    val reason: DeletionReason,
)

data class MessageDeletedReply(
    val success: Boolean = true,
    val deletedAt: Timestamp,
)

data class MessageEditedReply(
    val success: Boolean = true,
    val message: Message,
)

/** 1 to 128 characters out of A-Z a-z 0-9 _ . : @ -. */
typealias MessageId = String

data class MessageNewEvent(
    val message: ChatMessage,
    val sender: Profile,
)

data class MessageReactions(
    val messageId: MessageId,
    val reactions: List<UserReaction>,
)

data class MessageSentReply(
    val success: Boolean = true,
    val message: ChatMessage,
    val sender: Profile,
)

enum class MessageType(val wire: String) {
    TEXT("text"),
    IMAGE("image"),
    VIDEO("video"),
    AUDIO("audio"),
    FILE("file"),
    VOICE("voice"),
}

data class MessageUpdatedEvent(
    val message: Message,
    val sender: Profile,
)

/** Carried as it is; at most 8192 bytes of UTF-8; mentions names the users to notify. */
typealias Metadata = Map<String, Any?>

data class MuteChat(
    val chatId: ChatId,
    /** The end of the mute; null, or a time that is past, ends it now. */
    val until: String? = null,
)

data class NotificationClearedEvent(
    val notificationId: NotificationId,
)

/** 1 to 128 characters out of A-Z a-z 0-9 _ . : @ -. */
typealias NotificationId = String

data class NotificationNewEvent(
    val id: NotificationId,
    val type: NotificationType,
    val title: String,
    val message: String,
    val data: Json,
    val fromUserId: UserId? = null,
    val chatId: ChatId? = null,
    val messageId: MessageId? = null,
    val priority: Priority,
    val timestamp: Timestamp,
    val read: Boolean,
)

data class NotificationReadEvent(
    val notificationId: NotificationId,
)

enum class NotificationType(val wire: String) {
    MENTION("mention"),
    REPLY("reply"),
    CALL_MISSED("call_missed"),
    CHAT_INVITE("chat_invite"),
    CHAT_UPDATED("chat_updated"),
    MESSAGE_REACTION("message_reaction"),
    SYSTEM("system"),
}

class NotificationsClearedEvent

data class NotificationsClearedReply(
    val success: Boolean = true,
    val cleared: Long,
)

data class OfferCandidate(
    val callId: CallId,
    val candidate: Json,
)

data class PendingNotificationsReply(
    val success: Boolean = true,
    val notifications: List<NotificationNewEvent>,
)

data class PresenceChangedEvent(
    val userId: UserId,
    val status: PresenceStatus,
    /** Epoch milliseconds. */
    val lastSeen: Long,
    val customStatus: Text? = null,
)

enum class PresenceStatus(val wire: String) {
    BUSY("busy"),
    ONLINE("online"),
    AWAY("away"),
    OFFLINE("offline"),
}

data class PresenceSubscribedReply(
    val success: Boolean = true,
    val presences: List<PresenceChangedEvent>,
    val denied: List<UserId>,
)

enum class Priority(val wire: String) {
    LOW("low"),
    NORMAL("normal"),
    HIGH("high"),
}

data class Profile(
    val id: UserId,
    val username: String? = null,
    val avatar: String? = null,
)

data class React(
    val messageId: MessageId,
    val chatId: ChatId,
    val reaction: Reaction,
)

/** 1 to 10 characters (code points). */
typealias Reaction = String

enum class ReactionAction(val wire: String) {
    ADD("add"),
    REMOVE("remove"),
}

data class ReactionAddedEvent(
    val messageId: MessageId,
    val chatId: ChatId,
    val userId: UserId,
    val userName: String? = null,
    val reaction: Reaction,
    val action: ReactionAction,
    val timestamp: Timestamp,
)

data class ReactionRemovedEvent(
    val messageId: MessageId,
    val chatId: ChatId,
    val userId: UserId,
    val userName: String? = null,
    val reaction: Reaction,
    val action: ReactionAction,
    val timestamp: Timestamp,
)

data class ReactionsReply(
    val success: Boolean = true,
    val reactions: List<UserReaction>,
)

data class ReadEvent(
    val messageId: MessageId,
    val chatId: ChatId,
    val userId: UserId,
    val readAt: Timestamp,
)

data class ReadNotification(
    val notificationId: NotificationId,
)

data class ReadingConfirmedReply(
    val success: Boolean = true,
    val readAt: Timestamp,
    val unread: Long,
)

data class ReadingsConfirmedReply(
    val success: Boolean = true,
    val readAt: Timestamp,
    val unread: Map<ChatId, Long>,
    val failed: List<FailedChat>,
)

data class Receipt(
    val messageId: MessageId,
    val chatId: ChatId,
)

data class ReceiptState(
    val userId: UserId,
    val deliveredSeq: Long,
    val deliveredAt: Timestamp? = null,
    val readSeq: Long,
    val readAt: Timestamp? = null,
)

data class RefreshToken(
    val token: String,
)

data class RejectCall(
    val callId: CallId,
    val reason: Text? = null,
)

enum class RemovalReason(val wire: String) {
    DELETED("deleted"),
    REMOVED("removed"),
}

data class RemoveReaction(
    val messageId: MessageId,
    val chatId: ChatId,
    val reaction: Reaction,
)

data class Renegotiate(
    val callId: CallId,
    val description: SessionDescription,
)

/** Opaque; at most 65536 bytes of UTF-8. */
typealias Sdp = String

enum class SdpType(val wire: String) {
    OFFER("offer"),
    ANSWER("answer"),
    ROLLBACK("rollback"),
}

data class SendMessage(
    val chatId: ChatId,
    val encryptedContent: EncryptedContent,
    val messageType: MessageType,
    val replyToId: MessageId? = null,
    val metadata: Metadata? = null,
    val tempId: TempId? = null,
    val silent: Boolean? = null,
    val expiresInMs: Long? = null,
)

data class SessionDescription(
    val type: SdpType,
    val sdp: Sdp? = null,
)

data class SignalChat(
    val chatId: ChatId,
    val type: SignalType,
    val encryptedContent: SignalContent,
)

/** Opaque; at most 16384 bytes of UTF-8. */
typealias SignalContent = String

/** 1 to 64 characters out of A-Z a-z 0-9 _ . : @ -. */
typealias SignalType = String

data class StartTyping(
    val chatId: ChatId,
)

data class StopTyping(
    val chatId: ChatId,
)

data class SubscribePresence(
    val userIds: List<UserId>,
)

/** Has the fields of one form: chatId, afterSeq; or chatId, beforeSeq. */
data class SyncChat(
    val chatId: ChatId,
    val afterSeq: Long? = null,
    val limit: Long? = null,
    val beforeSeq: Long? = null,
)

data class SyncCompleteEvent(
    /** The chats of which more is to be had by chat:sync. */
    val truncated: List<ChatId>? = null,
    /** The chats of which more is to be had by chat:state. */
    val stale: List<ChatId>? = null,
)

data class SyncedMessage(
    val message: ChatMessage,
    val sender: Profile,
    val reactions: List<UserReaction>? = null,
)

/** The client's own name for a message; no control characters. */
typealias TempId = String

/** 1 to 256 characters. */
typealias Text = String

/** ISO 8601, UTC, with milliseconds. */
typealias Timestamp = String

data class TokenRefreshedReply(
    val success: Boolean = true,
    val expiresAt: Timestamp? = null,
)

data class TypingStartedEvent(
    val chatId: ChatId,
    val userId: UserId,
    val userName: String? = null,
)

data class TypingStoppedEvent(
    val chatId: ChatId,
    val userId: UserId,
)

data class UnblockUser(
    val userId: UserId,
)

data class UnsubscribePresence(
    val userIds: List<UserId>,
)

data class UpdatePresence(
    val status: PresenceStatus,
    val customStatus: CustomStatus? = null,
)

data class UserBlockedEvent(
    val userId: UserId,
)

/** 1 to 128 characters out of A-Z a-z 0-9 _ . : @ -. */
typealias UserId = String

data class UserReaction(
    val userId: UserId,
    val reaction: Reaction,
)

data class UserUnblockedEvent(
    val userId: UserId,
)
