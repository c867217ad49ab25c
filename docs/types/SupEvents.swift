// The events of SUP Messenger for Swift.
//
// Derived from the code. Written anew by: mvn -q -pl adapters-websocket -am test -Dtest=ContractTest -Dsurefire.failIfNoSpecifiedTests=false -Dsup.contract.write=true

import Foundation

public enum ServerEvent: String, Codable, Hashable {
  /// Carries ConnectedEvent.
  case connected = "connected"
  /// Carries SyncCompleteEvent.
  case syncComplete = "sync:complete"
  /// Carries FailedEvent.
  case error = "error"
  /// Carries MessageNewEvent.
  case messageNew = "message:new"
  /// Carries MessageUpdatedEvent.
  case messageUpdated = "message:updated"
  /// Carries MessageDeletedEvent.
  case messageDeleted = "message:deleted"
  /// Carries ChatStateEvent.
  case chatState = "chat:state"
  /// Carries ChatSignalledEvent.
  case chatSignal = "chat:signal"
  /// Carries MemberJoinedEvent.
  case chatMemberJoined = "chat:member-joined"
  /// Carries MemberLeftEvent.
  case chatMemberLeft = "chat:member-left"
  /// Carries DeliveredEvent.
  case messageDelivered = "message:delivered"
  /// Carries ReadEvent.
  case messageRead = "message:read"
  /// Carries TypingStartedEvent.
  case messageTyping = "message:typing"
  /// Carries TypingStoppedEvent.
  case messageStopTyping = "message:stop-typing"
  /// Carries PresenceChangedEvent.
  case presenceUpdate = "presence:update"
  /// Carries CallIncomingEvent.
  case callIncoming = "call:incoming"
  /// Carries CallAnsweredEvent.
  case callAnswer = "call:answer"
  /// Carries CallRejectedEvent.
  case callReject = "call:reject"
  /// Carries CallEndedEvent.
  case callEnd = "call:end"
  /// Carries CandidateOfferedEvent.
  case callIceCandidate = "call:ice-candidate"
  /// Carries CallRenegotiatedEvent.
  case callRenegotiate = "call:renegotiate"
  /// Carries ReactionAddedEvent.
  case reactionNew = "reaction:new"
  /// Carries ReactionRemovedEvent.
  case reactionRemove = "reaction:remove"
  /// Carries ChatUpdatedEvent.
  case chatUpdated = "chat:updated"
  /// Carries ChatRemovedEvent.
  case chatRemoved = "chat:removed"
  /// Carries ChatMutedEvent.
  case chatMuted = "chat:muted"
  /// Carries UserBlockedEvent.
  case userBlock = "user:block"
  /// Carries UserUnblockedEvent.
  case userUnblock = "user:unblock"
  /// Carries NotificationNewEvent.
  case notificationNew = "notification:new"
  /// Carries NotificationReadEvent.
  case notificationRead = "notification:read"
  /// Carries NotificationClearedEvent.
  case notificationClear = "notification:clear"
  /// Carries NotificationsClearedEvent.
  case notificationClearAll = "notification:clear-all"
}

public enum ClientEvent: String, Codable, Hashable {
  /// Carries SendMessage. Answered by MessageSentReply.
  case messageNew = "message:new"
  /// Carries SignalChat. Answered by DoneReply.
  case chatSignal = "chat:signal"
  /// Carries EditMessage. Answered by MessageEditedReply.
  case messageEdit = "message:edit"
  /// Carries DeleteMessage. Answered by MessageDeletedReply.
  case messageDelete = "message:delete"
  /// Carries SyncChat. Answered by ChatSyncedReply.
  case chatSync = "chat:sync"
  /// Carries JoinChat. Answered by ChatJoinedReply.
  case chatJoin = "chat:join"
  /// Carries JoinChats. Answered by ChatsJoinedReply.
  case chatJoinMultiple = "chat:join-multiple"
  /// Carries LeaveChat. Answered by ChatLeftReply.
  case chatLeave = "chat:leave"
  /// Carries GetActiveMembers. Answered by ActiveMembersReply.
  case chatGetActiveMembers = "chat:get-active-members"
  /// Carries MuteChat. Answered by ChatMutedReply.
  case chatMute = "chat:mute"
  /// Carries BlockUser. Answered by DoneReply.
  case userBlock = "user:block"
  /// Carries UnblockUser. Answered by DoneReply.
  case userUnblock = "user:unblock"
  /// Carries GetBlockedUsers. Answered by BlockedUsersReply.
  case userBlocked = "user:blocked"
  /// Carries ListChats. Answered by ChatsListedReply.
  case chatList = "chat:list"
  /// Carries GetChatState. Answered by ChatStateFoundReply.
  case chatState = "chat:state"
  /// Carries ConfirmDelivery. Answered by DeliveryConfirmedReply or DeliveriesConfirmedReply.
  case messageDelivered = "message:delivered"
  /// Carries ConfirmReading. Answered by ReadingConfirmedReply or ReadingsConfirmedReply.
  case messageRead = "message:read"
  /// Carries StartTyping. Answered by DoneReply.
  case messageTyping = "message:typing"
  /// Carries StopTyping. Answered by DoneReply.
  case messageStopTyping = "message:stop-typing"
  /// Carries UpdatePresence. Answered by DoneReply.
  case presenceUpdate = "presence:update"
  /// Carries SubscribePresence. Answered by PresenceSubscribedReply.
  case presenceSubscribe = "presence:subscribe"
  /// Carries UnsubscribePresence. Answered by DoneReply.
  case presenceUnsubscribe = "presence:unsubscribe"
  /// Carries InitiateCall. Answered by CallInitiatedReply.
  case callInitiate = "call:initiate"
  /// Carries AnswerCall. Answered by CallTakenReply.
  case callAnswer = "call:answer"
  /// Carries Renegotiate. Answered by DoneReply.
  case callRenegotiate = "call:renegotiate"
  /// Carries RejectCall. Answered by DoneReply.
  case callReject = "call:reject"
  /// Carries EndCall. Answered by DoneReply.
  case callEnd = "call:end"
  /// Carries OfferCandidate. Answered by DoneReply.
  case callIceCandidate = "call:ice-candidate"
  /// Carries React. Answered by DoneReply.
  case reactionNew = "reaction:new"
  /// Carries RemoveReaction. Answered by DoneReply.
  case reactionRemove = "reaction:remove"
  /// Carries GetReactions. Answered by ReactionsReply.
  case reactionGet = "reaction:get"
  /// Carries ReadNotification. Answered by DoneReply.
  case notificationRead = "notification:read"
  /// Carries ClearNotification. Answered by DoneReply.
  case notificationClear = "notification:clear"
  /// Carries ClearNotifications. Answered by NotificationsClearedReply.
  case notificationClearAll = "notification:clear-all"
  /// Carries GetPendingNotifications. Answered by PendingNotificationsReply.
  case notificationGetPending = "notification:get-pending"
  /// Carries RefreshToken. Answered by TokenRefreshedReply.
  case authRefresh = "auth:refresh"
}

public struct ActiveMembersReply: Codable, Hashable {
  public var success: Bool
  public var chatId: ChatId
  public var activeMembers: [UserId]
  public var count: Int
}

public struct AnswerCall: Codable, Hashable {
  public var callId: CallId
  public var answer: Json
}

public struct BlockUser: Codable, Hashable {
  public var userId: UserId
}

public struct BlockedUsersReply: Codable, Hashable {
  public var success: Bool
  public var userIds: [UserId]
}

public struct CallAnsweredEvent: Codable, Hashable {
  public var callId: CallId
  public var answer: Json
  public var status: CallStatus
}

public struct CallEndedEvent: Codable, Hashable {
  public var callId: CallId
  public var reason: String?
  public var status: CallStatus
}

/// 1 to 128 characters out of A-Z a-z 0-9 _ . : @ -.
public typealias CallId = String

public struct CallIncomingEvent: Codable, Hashable {
  public var callId: CallId
  public var callerId: UserId
  public var callerName: String?
  public var callerAvatar: String?
  public var callType: CallType
  public var offer: Json
  public var chatId: ChatId?
  public var status: CallStatus
  public var expiresAt: Timestamp
}

public struct CallInitiatedReply: Codable, Hashable {
  public var success: Bool
  public var callId: CallId
  public var iceServers: [IceServer]
}

public struct CallRejectedEvent: Codable, Hashable {
  public var callId: CallId
  public var reason: String?
  public var status: CallStatus
}

public struct CallRenegotiatedEvent: Codable, Hashable {
  public var callId: CallId
  public var description: SessionDescription
}

public enum CallStatus: String, Codable, Hashable {
  case incoming = "incoming"
  case answered = "answered"
  case rejected = "rejected"
  case ended = "ended"
}

public struct CallTakenReply: Codable, Hashable {
  public var success: Bool
  public var iceServers: [IceServer]
}

public enum CallType: String, Codable, Hashable {
  case audio = "audio"
  case video = "video"
}

public struct CandidateOfferedEvent: Codable, Hashable {
  public var callId: CallId
  public var candidate: Json
}

public struct ChatDescription: Codable, Hashable {
  public var name: String?
  public var avatar: String?
  public var description: String?
  public var settings: Json?
  public var members: [UserId]
}

/// 1 to 128 characters out of A-Z a-z 0-9 _ . : @ -.
public typealias ChatId = String

public struct ChatJoinedReply: Codable, Hashable {
  public var success: Bool
  public var chatId: ChatId
  public var headSeq: Int
  public var readSeq: Int
  public var unread: Int
}

public struct ChatLeftReply: Codable, Hashable {
  public var success: Bool
  public var chatId: ChatId
}

public enum ChatMessage: Codable, Hashable {
  case message(Message)
  case deletedMessage(DeletedMessage)

  public init(from decoder: Decoder) throws {
    if let one = try? Message(from: decoder) { self = .message(one); return }
    self = .deletedMessage(try DeletedMessage(from: decoder))
  }

  public func encode(to encoder: Encoder) throws {
    switch self {
    case .message(let one): try one.encode(to: encoder)
    case .deletedMessage(let one): try one.encode(to: encoder)
    }
  }
}

public struct ChatMutedEvent: Codable, Hashable {
  public var chatId: ChatId
  public var mutedUntil: Timestamp?
}

public struct ChatMutedReply: Codable, Hashable {
  public var success: Bool
  public var mutedUntil: Timestamp?
}

public struct ChatRemovedEvent: Codable, Hashable {
  public var chatId: ChatId
  public var reason: RemovalReason
}

public struct ChatSignalledEvent: Codable, Hashable {
  public var chatId: ChatId
  public var userId: UserId
  public var deviceId: DeviceId
  public var type: SignalType
  public var encryptedContent: SignalContent
}

public struct ChatStateEvent: Codable, Hashable {
  public var chatId: ChatId
  public var sinceRev: Int?
  public var rev: Int
  public var receipts: [ReceiptState]
  public var moreReceipts: Bool?
  public var reactions: [MessageReactions]
  public var updated: [MessageUpdatedEvent]
  public var deleted: [MessageDeletedEvent]
  public var chat: ChatDescription?
}

public struct ChatStateFoundReply: Codable, Hashable {
  public var success: Bool
  public var chatId: ChatId
  public var sinceRev: Int?
  public var rev: Int
  public var receipts: [ReceiptState]
  public var moreReceipts: Bool?
  public var reactions: [MessageReactions]
  public var updated: [MessageUpdatedEvent]
  public var deleted: [MessageDeletedEvent]
  public var chat: ChatDescription?
  public var hasMore: Bool?
}

public struct ChatSyncedReply: Codable, Hashable {
  public var success: Bool
  public var messages: [SyncedMessage]
  public var headSeq: Int
  public var hasMore: Bool
}

public enum ChatUpdateType: String, Codable, Hashable {
  case name = "name"
  case avatar = "avatar"
  case description = "description"
  case settings = "settings"
  case members = "members"
}

public struct ChatUpdatedEvent: Codable, Hashable {
  public var chatId: ChatId
  public var updatedBy: UserId?
  public var updateType: ChatUpdateType
  public var changes: Json
  public var timestamp: Timestamp
}

public struct ChatsJoinedReply: Codable, Hashable {
  public var success: Bool
  public var joinedCount: Int
  public var joined: [JoinedChat]
  public var failed: [FailedChat]
}

public struct ChatsListedReply: Codable, Hashable {
  public var success: Bool
  public var chats: [ListedChat]
  public var nextCursor: String?
}

public struct ClearNotification: Codable, Hashable {
  public var notificationId: NotificationId
}

public struct ClearNotifications: Codable, Hashable {
}

/// Has the fields of one form: messageId, chatId; or receipts.
public struct ConfirmDelivery: Codable, Hashable {
  public var messageId: MessageId?
  public var chatId: ChatId?
  public var receipts: [Receipt]?
}

/// Has the fields of one form: messageId, chatId; or receipts.
public struct ConfirmReading: Codable, Hashable {
  public var messageId: MessageId?
  public var chatId: ChatId?
  public var receipts: [Receipt]?
}

public struct ConnectError: Codable, Hashable {
  public var message: String
  public var data: ConnectErrorData
}

public enum ConnectErrorCode: String, Codable, Hashable {
  case authenticationRequired = "AUTHENTICATION_REQUIRED"
  case invalidToken = "INVALID_TOKEN"
  case tokenExpired = "TOKEN_EXPIRED"
  case invalidPayload = "INVALID_PAYLOAD"
  case rateLimitExceeded = "RATE_LIMIT_EXCEEDED"
  case unavailable = "UNAVAILABLE"
}

public struct ConnectErrorData: Codable, Hashable {
  public var code: ConnectErrorCode
  public var retryAfterMs: Int?
}

public struct ConnectPayload: Codable, Hashable {
  /// Else the query parameter token, else the bearer token.
  public var token: String?
  /// Where the token names none; else one is made.
  public var deviceId: String?
  /// The place in each chat up to which the client has everything; also as JSON text.
  public var cursors: [ChatId: Cursor]?
  /// The session to come back to.
  public var pid: String?
  /// The last event received in it.
  public var offset: String?
  /// The presence of the device from its first moment.
  public var status: PresenceStatus?
  public var customStatus: CustomStatus?
}

public struct ConnectedEvent: Codable, Hashable {
  public var userId: UserId
  public var socketId: String
  public var deviceId: DeviceId
  public var serverTime: Timestamp
  public var recovered: Bool
}

public struct Cursor: Codable, Hashable {
  public var seq: Int
  public var rev: Int?
}

/// At most 256 characters; an empty one removes the earlier one.
public typealias CustomStatus = String

public struct DeleteMessage: Codable, Hashable {
  public var chatId: ChatId
  public var messageId: MessageId
}

public struct DeletedMessage: Codable, Hashable {
  public var id: MessageId
  public var chatId: ChatId
  public var seq: Int
  public var senderId: UserId
  public var createdAt: Timestamp
  public var deletedAt: Timestamp
  public var deletedBy: UserId?
  public var reason: DeletionReason
  public var status: String
}

public enum DeletionReason: String, Codable, Hashable {
  case deleted = "deleted"
  case expired = "expired"
}

public struct DeliveredEvent: Codable, Hashable {
  public var messageId: MessageId
  public var chatId: ChatId
  public var userId: UserId
  public var deliveredAt: Timestamp
}

public struct DeliveriesConfirmedReply: Codable, Hashable {
  public var success: Bool
  public var deliveredAt: Timestamp
  public var failed: [FailedChat]
}

public struct DeliveryConfirmedReply: Codable, Hashable {
  public var success: Bool
  public var deliveredAt: Timestamp
}

/// 1 to 128 characters out of A-Z a-z 0-9 _ . : @ -.
public typealias DeviceId = String

public struct DoneReply: Codable, Hashable {
  public var success: Bool
}

public struct EditMessage: Codable, Hashable {
  public var chatId: ChatId
  public var messageId: MessageId
  public var encryptedContent: EncryptedContent
  public var metadata: Metadata?
}

/// Opaque; at most 65536 bytes of UTF-8.
public typealias EncryptedContent = String

public struct EndCall: Codable, Hashable {
  public var callId: CallId
  public var reason: Text?
}

public enum ErrorCode: String, Codable, Hashable {
  case invalidPayload = "INVALID_PAYLOAD"
  case permissionDenied = "PERMISSION_DENIED"
  case chatNotFound = "CHAT_NOT_FOUND"
  case messageNotFound = "MESSAGE_NOT_FOUND"
  case callNotFound = "CALL_NOT_FOUND"
  case callConflict = "CALL_CONFLICT"
  case notificationNotFound = "NOTIFICATION_NOT_FOUND"
  case rateLimitExceeded = "RATE_LIMIT_EXCEEDED"
  case tokenExpired = "TOKEN_EXPIRED"
  case idleTimeout = "IDLE_TIMEOUT"
  case unavailable = "UNAVAILABLE"
  case internal = "INTERNAL"
}

public struct FailedChat: Codable, Hashable {
  public var chatId: ChatId
  public var error: ErrorCode
}

public struct FailedEvent: Codable, Hashable {
  public var code: ErrorCode
  public var message: String
  public var event: String?
  public var retryAfterMs: Int?
}

public struct Failure: Codable, Hashable {
  public var success: Bool
  public var error: ErrorCode
  public var message: String
  public var event: String
  public var retryAfterMs: Int?
}

public struct GetActiveMembers: Codable, Hashable {
  public var chatId: ChatId
}

public struct GetBlockedUsers: Codable, Hashable {
}

public struct GetChatState: Codable, Hashable {
  public var chatId: ChatId
  public var sinceRev: Int?
}

public struct GetPendingNotifications: Codable, Hashable {
}

public struct GetReactions: Codable, Hashable {
  public var messageId: MessageId
  public var chatId: ChatId
}

public struct IceServer: Codable, Hashable {
  public var urls: [String]
  public var username: String?
  public var credential: String?
}

public struct InitiateCall: Codable, Hashable {
  public var callId: CallId?
  public var targetUserId: UserId
  public var callType: CallType
  public var offer: Json
  public var chatId: ChatId?
}

public struct JoinChat: Codable, Hashable {
  public var chatId: ChatId
}

public struct JoinChats: Codable, Hashable {
  public var chatIds: [ChatId]
}

public struct JoinedChat: Codable, Hashable {
  public var chatId: ChatId
  public var headSeq: Int
  public var readSeq: Int
  public var unread: Int
}

/// Any JSON value but null, carried as it is; at most 65536 bytes of UTF-8.
public indirect enum Json: Codable, Hashable {
  case null, bool(Bool), number(Double), text(String), list([Json]), object([String: Json])

  public init(from decoder: Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .null
    } else if let bool = try? value.decode(Bool.self) {
      self = .bool(bool)
    } else if let number = try? value.decode(Double.self) {
      self = .number(number)
    } else if let text = try? value.decode(String.self) {
      self = .text(text)
    } else if let list = try? value.decode([Json].self) {
      self = .list(list)
    } else {
      self = .object(try value.decode([String: Json].self))
    }
  }

  public func encode(to encoder: Encoder) throws {
    var value = encoder.singleValueContainer()
    switch self {
    case .null: try value.encodeNil()
    case .bool(let bool): try value.encode(bool)
    case .number(let number): try value.encode(number)
    case .text(let text): try value.encode(text)
    case .list(let list): try value.encode(list)
    case .object(let object): try value.encode(object)
    }
  }
}

public struct LeaveChat: Codable, Hashable {
  public var chatId: ChatId
}

public struct ListChats: Codable, Hashable {
  public var chatIds: [ChatId]?
  public var cursor: String?
  public var limit: Int?
}

public struct ListedChat: Codable, Hashable {
  public var chatId: ChatId
  public var name: String?
  public var avatar: String?
  public var headSeq: Int
  public var rev: Int
  public var readSeq: Int
  public var deliveredSeq: Int
  public var unread: Int
  public var mentions: Int
  public var lastMessageAt: Timestamp?
  public var lastMessage: MessageNewEvent?
  public var mutedUntil: Timestamp?
  public var memberCount: Int
}

public struct MemberJoinedEvent: Codable, Hashable {
  public var chatId: ChatId
  public var userId: UserId
  public var timestamp: Timestamp
}

public struct MemberLeftEvent: Codable, Hashable {
  public var chatId: ChatId
  public var userId: UserId
  public var timestamp: Timestamp
}

public struct Message: Codable, Hashable {
  public var id: MessageId
  public var chatId: ChatId
  /// The place in the chat: 1, 2, 3, ... without holes.
  public var seq: Int
  public var senderId: UserId
  public var encryptedContent: EncryptedContent
  public var messageType: MessageType
  public var replyToId: MessageId?
  public var metadata: Metadata?
  public var createdAt: Timestamp
  public var tempId: TempId?
  /// Left out if it is false.
  public var silent: Bool?
  public var expiresAt: Timestamp?
  /// Left out before an edit.
  public var version: Int?
  public var editedAt: Timestamp?
  public var status: String
}

public struct MessageDeletedEvent: Codable, Hashable {
  public var chatId: ChatId
  public var messageId: MessageId
  public var seq: Int
  public var deletedBy: UserId?
  public var deletedAt: Timestamp
  public var reason: DeletionReason
}

public struct MessageDeletedReply: Codable, Hashable {
  public var success: Bool
  public var deletedAt: Timestamp
}

public struct MessageEditedReply: Codable, Hashable {
  public var success: Bool
  public var message: Message
}

/// 1 to 128 characters out of A-Z a-z 0-9 _ . : @ -.
public typealias MessageId = String

public struct MessageNewEvent: Codable, Hashable {
  public var message: ChatMessage
  public var sender: Profile
}

public struct MessageReactions: Codable, Hashable {
  public var messageId: MessageId
  public var reactions: [UserReaction]
}

public struct MessageSentReply: Codable, Hashable {
  public var success: Bool
  public var message: ChatMessage
  public var sender: Profile
}

public enum MessageType: String, Codable, Hashable {
  case text = "text"
  case image = "image"
  case video = "video"
  case audio = "audio"
  case file = "file"
  case voice = "voice"
}

public struct MessageUpdatedEvent: Codable, Hashable {
  public var message: Message
  public var sender: Profile
}

/// Carried as it is; at most 8192 bytes of UTF-8; mentions names the users to notify.
public typealias Metadata = [String: Json]

public struct MuteChat: Codable, Hashable {
  public var chatId: ChatId
  /// The end of the mute; null, or a time that is past, ends it now.
  public var until: String?
}

public struct NotificationClearedEvent: Codable, Hashable {
  public var notificationId: NotificationId
}

/// 1 to 128 characters out of A-Z a-z 0-9 _ . : @ -.
public typealias NotificationId = String

public struct NotificationNewEvent: Codable, Hashable {
  public var id: NotificationId
  public var type: NotificationType
  public var title: String
  public var message: String
  public var data: Json
  public var fromUserId: UserId?
  public var chatId: ChatId?
  public var messageId: MessageId?
  public var priority: Priority
  public var timestamp: Timestamp
  public var read: Bool
}

public struct NotificationReadEvent: Codable, Hashable {
  public var notificationId: NotificationId
}

public enum NotificationType: String, Codable, Hashable {
  case mention = "mention"
  case reply = "reply"
  case callMissed = "call_missed"
  case chatInvite = "chat_invite"
  case chatUpdated = "chat_updated"
  case messageReaction = "message_reaction"
  case system = "system"
}

public struct NotificationsClearedEvent: Codable, Hashable {
}

public struct NotificationsClearedReply: Codable, Hashable {
  public var success: Bool
  public var cleared: Int
}

public struct OfferCandidate: Codable, Hashable {
  public var callId: CallId
  public var candidate: Json
}

public struct PendingNotificationsReply: Codable, Hashable {
  public var success: Bool
  public var notifications: [NotificationNewEvent]
}

public struct PresenceChangedEvent: Codable, Hashable {
  public var userId: UserId
  public var status: PresenceStatus
  /// Epoch milliseconds.
  public var lastSeen: Int
  public var customStatus: Text?
}

public enum PresenceStatus: String, Codable, Hashable {
  case busy = "busy"
  case online = "online"
  case away = "away"
  case offline = "offline"
}

public struct PresenceSubscribedReply: Codable, Hashable {
  public var success: Bool
  public var presences: [PresenceChangedEvent]
  public var denied: [UserId]
}

public enum Priority: String, Codable, Hashable {
  case low = "low"
  case normal = "normal"
  case high = "high"
}

public struct Profile: Codable, Hashable {
  public var id: UserId
  public var username: String?
  public var avatar: String?
}

public struct React: Codable, Hashable {
  public var messageId: MessageId
  public var chatId: ChatId
  public var reaction: Reaction
}

/// 1 to 10 characters (code points).
public typealias Reaction = String

public enum ReactionAction: String, Codable, Hashable {
  case add = "add"
  case remove = "remove"
}

public struct ReactionAddedEvent: Codable, Hashable {
  public var messageId: MessageId
  public var chatId: ChatId
  public var userId: UserId
  public var userName: String?
  public var reaction: Reaction
  public var action: ReactionAction
  public var timestamp: Timestamp
}

public struct ReactionRemovedEvent: Codable, Hashable {
  public var messageId: MessageId
  public var chatId: ChatId
  public var userId: UserId
  public var userName: String?
  public var reaction: Reaction
  public var action: ReactionAction
  public var timestamp: Timestamp
}

public struct ReactionsReply: Codable, Hashable {
  public var success: Bool
  public var reactions: [UserReaction]
}

public struct ReadEvent: Codable, Hashable {
  public var messageId: MessageId
  public var chatId: ChatId
  public var userId: UserId
  public var readAt: Timestamp
}

public struct ReadNotification: Codable, Hashable {
  public var notificationId: NotificationId
}

public struct ReadingConfirmedReply: Codable, Hashable {
  public var success: Bool
  public var readAt: Timestamp
  public var unread: Int
}

public struct ReadingsConfirmedReply: Codable, Hashable {
  public var success: Bool
  public var readAt: Timestamp
  public var unread: [ChatId: Int]
  public var failed: [FailedChat]
}

public struct Receipt: Codable, Hashable {
  public var messageId: MessageId
  public var chatId: ChatId
}

public struct ReceiptState: Codable, Hashable {
  public var userId: UserId
  public var deliveredSeq: Int
  public var deliveredAt: Timestamp?
  public var readSeq: Int
  public var readAt: Timestamp?
}

public struct RefreshToken: Codable, Hashable {
  public var token: String
}

public struct RejectCall: Codable, Hashable {
  public var callId: CallId
  public var reason: Text?
}

public enum RemovalReason: String, Codable, Hashable {
  case deleted = "deleted"
  case removed = "removed"
}

public struct RemoveReaction: Codable, Hashable {
  public var messageId: MessageId
  public var chatId: ChatId
  public var reaction: Reaction
}

public struct Renegotiate: Codable, Hashable {
  public var callId: CallId
  public var description: SessionDescription
}

/// Opaque; at most 65536 bytes of UTF-8.
public typealias Sdp = String

public enum SdpType: String, Codable, Hashable {
  case offer = "offer"
  case answer = "answer"
  case rollback = "rollback"
}

public struct SendMessage: Codable, Hashable {
  public var chatId: ChatId
  public var encryptedContent: EncryptedContent
  public var messageType: MessageType
  public var replyToId: MessageId?
  public var metadata: Metadata?
  public var tempId: TempId?
  public var silent: Bool?
  public var expiresInMs: Int?
}

public struct SessionDescription: Codable, Hashable {
  public var type: SdpType
  public var sdp: Sdp?
}

public struct SignalChat: Codable, Hashable {
  public var chatId: ChatId
  public var type: SignalType
  public var encryptedContent: SignalContent
}

/// Opaque; at most 16384 bytes of UTF-8.
public typealias SignalContent = String

/// 1 to 64 characters out of A-Z a-z 0-9 _ . : @ -.
public typealias SignalType = String

public struct StartTyping: Codable, Hashable {
  public var chatId: ChatId
}

public struct StopTyping: Codable, Hashable {
  public var chatId: ChatId
}

public struct SubscribePresence: Codable, Hashable {
  public var userIds: [UserId]
}

/// Has the fields of one form: chatId, afterSeq; or chatId, beforeSeq.
public struct SyncChat: Codable, Hashable {
  public var chatId: ChatId
  public var afterSeq: Int?
  public var limit: Int?
  public var beforeSeq: Int?
}

public struct SyncCompleteEvent: Codable, Hashable {
  /// The chats of which more is to be had by chat:sync.
  public var truncated: [ChatId]?
  /// The chats of which more is to be had by chat:state.
  public var stale: [ChatId]?
}

public struct SyncedMessage: Codable, Hashable {
  public var message: ChatMessage
  public var sender: Profile
  public var reactions: [UserReaction]?
}

/// The client's own name for a message; no control characters.
public typealias TempId = String

/// 1 to 256 characters.
public typealias Text = String

/// ISO 8601, UTC, with milliseconds.
public typealias Timestamp = String

public struct TokenRefreshedReply: Codable, Hashable {
  public var success: Bool
  public var expiresAt: Timestamp?
}

public struct TypingStartedEvent: Codable, Hashable {
  public var chatId: ChatId
  public var userId: UserId
  public var userName: String?
}

public struct TypingStoppedEvent: Codable, Hashable {
  public var chatId: ChatId
  public var userId: UserId
}

public struct UnblockUser: Codable, Hashable {
  public var userId: UserId
}

public struct UnsubscribePresence: Codable, Hashable {
  public var userIds: [UserId]
}

public struct UpdatePresence: Codable, Hashable {
  public var status: PresenceStatus
  public var customStatus: CustomStatus?
}

public struct UserBlockedEvent: Codable, Hashable {
  public var userId: UserId
}

/// 1 to 128 characters out of A-Z a-z 0-9 _ . : @ -.
public typealias UserId = String

public struct UserReaction: Codable, Hashable {
  public var userId: UserId
  public var reaction: Reaction
}

public struct UserUnblockedEvent: Codable, Hashable {
  public var userId: UserId
}
