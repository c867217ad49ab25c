// The events of SUP Messenger for Dart.
//
// Derived from the code. Written anew by: mvn -q -pl adapters-websocket -am test -Dtest=ContractTest -Dsurefire.failIfNoSpecifiedTests=false -Dsup.contract.write=true

enum ServerEvent {
  /// Carries ConnectedEvent.
  connected('connected'),
  /// Carries SyncCompleteEvent.
  syncComplete('sync:complete'),
  /// Carries FailedEvent.
  error('error'),
  /// Carries MessageNewEvent.
  messageNew('message:new'),
  /// Carries MessageUpdatedEvent.
  messageUpdated('message:updated'),
  /// Carries MessageDeletedEvent.
  messageDeleted('message:deleted'),
  /// Carries ChatStateEvent.
  chatState('chat:state'),
  /// Carries ChatSignalledEvent.
  chatSignal('chat:signal'),
  /// Carries MemberJoinedEvent.
  chatMemberJoined('chat:member-joined'),
  /// Carries MemberLeftEvent.
  chatMemberLeft('chat:member-left'),
  /// Carries DeliveredEvent.
  messageDelivered('message:delivered'),
  /// Carries ReadEvent.
  messageRead('message:read'),
  /// Carries TypingStartedEvent.
  messageTyping('message:typing'),
  /// Carries TypingStoppedEvent.
  messageStopTyping('message:stop-typing'),
  /// Carries PresenceChangedEvent.
  presenceUpdate('presence:update'),
  /// Carries CallIncomingEvent.
  callIncoming('call:incoming'),
  /// Carries CallAnsweredEvent.
  callAnswer('call:answer'),
  /// Carries CallRejectedEvent.
  callReject('call:reject'),
  /// Carries CallEndedEvent.
  callEnd('call:end'),
  /// Carries CandidateOfferedEvent.
  callIceCandidate('call:ice-candidate'),
  /// Carries CallRenegotiatedEvent.
  callRenegotiate('call:renegotiate'),
  /// Carries ReactionAddedEvent.
  reactionNew('reaction:new'),
  /// Carries ReactionRemovedEvent.
  reactionRemove('reaction:remove'),
  /// Carries ChatUpdatedEvent.
  chatUpdated('chat:updated'),
  /// Carries ChatRemovedEvent.
  chatRemoved('chat:removed'),
  /// Carries ChatMutedEvent.
  chatMuted('chat:muted'),
  /// Carries UserBlockedEvent.
  userBlock('user:block'),
  /// Carries UserUnblockedEvent.
  userUnblock('user:unblock'),
  /// Carries NotificationNewEvent.
  notificationNew('notification:new'),
  /// Carries NotificationReadEvent.
  notificationRead('notification:read'),
  /// Carries NotificationClearedEvent.
  notificationClear('notification:clear'),
  /// Carries NotificationsClearedEvent.
  notificationClearAll('notification:clear-all');

  const ServerEvent(this.wire);

  factory ServerEvent.of(String wire) => values.firstWhere((one) => one.wire == wire);

  final String wire;
}

enum ClientEvent {
  /// Carries SendMessage. Answered by MessageSentReply.
  messageNew('message:new'),
  /// Carries SignalChat. Answered by DoneReply.
  chatSignal('chat:signal'),
  /// Carries EditMessage. Answered by MessageEditedReply.
  messageEdit('message:edit'),
  /// Carries DeleteMessage. Answered by MessageDeletedReply.
  messageDelete('message:delete'),
  /// Carries SyncChat. Answered by ChatSyncedReply.
  chatSync('chat:sync'),
  /// Carries JoinChat. Answered by ChatJoinedReply.
  chatJoin('chat:join'),
  /// Carries JoinChats. Answered by ChatsJoinedReply.
  chatJoinMultiple('chat:join-multiple'),
  /// Carries LeaveChat. Answered by ChatLeftReply.
  chatLeave('chat:leave'),
  /// Carries GetActiveMembers. Answered by ActiveMembersReply.
  chatGetActiveMembers('chat:get-active-members'),
  /// Carries MuteChat. Answered by ChatMutedReply.
  chatMute('chat:mute'),
  /// Carries BlockUser. Answered by DoneReply.
  userBlock('user:block'),
  /// Carries UnblockUser. Answered by DoneReply.
  userUnblock('user:unblock'),
  /// Carries GetBlockedUsers. Answered by BlockedUsersReply.
  userBlocked('user:blocked'),
  /// Carries ListChats. Answered by ChatsListedReply.
  chatList('chat:list'),
  /// Carries GetChatState. Answered by ChatStateFoundReply.
  chatState('chat:state'),
  /// Carries ConfirmDelivery. Answered by DeliveryConfirmedReply or DeliveriesConfirmedReply.
  messageDelivered('message:delivered'),
  /// Carries ConfirmReading. Answered by ReadingConfirmedReply or ReadingsConfirmedReply.
  messageRead('message:read'),
  /// Carries StartTyping. Answered by DoneReply.
  messageTyping('message:typing'),
  /// Carries StopTyping. Answered by DoneReply.
  messageStopTyping('message:stop-typing'),
  /// Carries UpdatePresence. Answered by DoneReply.
  presenceUpdate('presence:update'),
  /// Carries SubscribePresence. Answered by PresenceSubscribedReply.
  presenceSubscribe('presence:subscribe'),
  /// Carries UnsubscribePresence. Answered by DoneReply.
  presenceUnsubscribe('presence:unsubscribe'),
  /// Carries InitiateCall. Answered by CallInitiatedReply.
  callInitiate('call:initiate'),
  /// Carries AnswerCall. Answered by CallTakenReply.
  callAnswer('call:answer'),
  /// Carries Renegotiate. Answered by DoneReply.
  callRenegotiate('call:renegotiate'),
  /// Carries RejectCall. Answered by DoneReply.
  callReject('call:reject'),
  /// Carries EndCall. Answered by DoneReply.
  callEnd('call:end'),
  /// Carries OfferCandidate. Answered by DoneReply.
  callIceCandidate('call:ice-candidate'),
  /// Carries React. Answered by DoneReply.
  reactionNew('reaction:new'),
  /// Carries RemoveReaction. Answered by DoneReply.
  reactionRemove('reaction:remove'),
  /// Carries GetReactions. Answered by ReactionsReply.
  reactionGet('reaction:get'),
  /// Carries ReadNotification. Answered by DoneReply.
  notificationRead('notification:read'),
  /// Carries ClearNotification. Answered by DoneReply.
  notificationClear('notification:clear'),
  /// Carries ClearNotifications. Answered by NotificationsClearedReply.
  notificationClearAll('notification:clear-all'),
  /// Carries GetPendingNotifications. Answered by PendingNotificationsReply.
  notificationGetPending('notification:get-pending'),
  /// Carries RefreshToken. Answered by TokenRefreshedReply.
  authRefresh('auth:refresh');

  const ClientEvent(this.wire);

  factory ClientEvent.of(String wire) => values.firstWhere((one) => one.wire == wire);

  final String wire;
}

class ActiveMembersReply {
  const ActiveMembersReply({required this.success, required this.chatId, required this.activeMembers, required this.count,});

  factory ActiveMembersReply.fromJson(Map<String, Object?> json) => ActiveMembersReply(
    success: json['success'] as bool,
    chatId: json['chatId'] as ChatId,
    activeMembers: [for (final one in json['activeMembers'] as List<Object?>) one as UserId],
    count: (json['count'] as num).toInt(),
  );

  final bool success;
  final ChatId chatId;
  final List<UserId> activeMembers;
  final int count;

  Map<String, Object?> toJson() => {
    'success': success,
    'chatId': chatId,
    'activeMembers': [for (final one in activeMembers) one],
    'count': count,
  };
}

class AnswerCall {
  const AnswerCall({required this.callId, required this.answer,});

  factory AnswerCall.fromJson(Map<String, Object?> json) => AnswerCall(
    callId: json['callId'] as CallId,
    answer: json['answer'] as Json,
  );

  final CallId callId;
  final Json answer;

  Map<String, Object?> toJson() => {
    'callId': callId,
    'answer': answer,
  };
}

class BlockUser {
  const BlockUser({required this.userId,});

  factory BlockUser.fromJson(Map<String, Object?> json) => BlockUser(
    userId: json['userId'] as UserId,
  );

  final UserId userId;

  Map<String, Object?> toJson() => {
    'userId': userId,
  };
}

class BlockedUsersReply {
  const BlockedUsersReply({required this.success, required this.userIds,});

  factory BlockedUsersReply.fromJson(Map<String, Object?> json) => BlockedUsersReply(
    success: json['success'] as bool,
    userIds: [for (final one in json['userIds'] as List<Object?>) one as UserId],
  );

  final bool success;
  final List<UserId> userIds;

  Map<String, Object?> toJson() => {
    'success': success,
    'userIds': [for (final one in userIds) one],
  };
}

class CallAnsweredEvent {
  const CallAnsweredEvent({required this.callId, required this.answer, required this.status,});

  factory CallAnsweredEvent.fromJson(Map<String, Object?> json) => CallAnsweredEvent(
    callId: json['callId'] as CallId,
    answer: json['answer'] as Json,
    status: CallStatus.of(json['status'] as String),
  );

  final CallId callId;
  final Json answer;
  final CallStatus status;

  Map<String, Object?> toJson() => {
    'callId': callId,
    'answer': answer,
    'status': status.wire,
  };
}

class CallEndedEvent {
  const CallEndedEvent({required this.callId, this.reason, required this.status,});

  factory CallEndedEvent.fromJson(Map<String, Object?> json) => CallEndedEvent(
    callId: json['callId'] as CallId,
    reason: json['reason'] == null ? null : json['reason'] as String,
    status: CallStatus.of(json['status'] as String),
  );

  final CallId callId;
  final String? reason;
  final CallStatus status;

  Map<String, Object?> toJson() => {
    'callId': callId,
    if (reason != null) 'reason': reason!,
    'status': status.wire,
  };
}

/// 1 to 128 characters out of A-Z a-z 0-9 _ . : @ -.
typedef CallId = String;

class CallIncomingEvent {
  const CallIncomingEvent({required this.callId, required this.callerId, this.callerName, this.callerAvatar, required this.callType, required this.offer, this.chatId, required this.status, required this.expiresAt,});

  factory CallIncomingEvent.fromJson(Map<String, Object?> json) => CallIncomingEvent(
    callId: json['callId'] as CallId,
    callerId: json['callerId'] as UserId,
    callerName: json['callerName'] == null ? null : json['callerName'] as String,
    callerAvatar: json['callerAvatar'] == null ? null : json['callerAvatar'] as String,
    callType: CallType.of(json['callType'] as String),
    offer: json['offer'] as Json,
    chatId: json['chatId'] == null ? null : json['chatId'] as ChatId,
    status: CallStatus.of(json['status'] as String),
    expiresAt: json['expiresAt'] as Timestamp,
  );

  final CallId callId;
  final UserId callerId;
  final String? callerName;
  final String? callerAvatar;
  final CallType callType;
  final Json offer;
  final ChatId? chatId;
  final CallStatus status;
  final Timestamp expiresAt;

  Map<String, Object?> toJson() => {
    'callId': callId,
    'callerId': callerId,
    if (callerName != null) 'callerName': callerName!,
    if (callerAvatar != null) 'callerAvatar': callerAvatar!,
    'callType': callType.wire,
    'offer': offer,
    if (chatId != null) 'chatId': chatId!,
    'status': status.wire,
    'expiresAt': expiresAt,
  };
}

class CallInitiatedReply {
  const CallInitiatedReply({required this.success, required this.callId, required this.iceServers,});

  factory CallInitiatedReply.fromJson(Map<String, Object?> json) => CallInitiatedReply(
    success: json['success'] as bool,
    callId: json['callId'] as CallId,
    iceServers: [for (final one in json['iceServers'] as List<Object?>) IceServer.fromJson(one as Map<String, Object?>)],
  );

  final bool success;
  final CallId callId;
  final List<IceServer> iceServers;

  Map<String, Object?> toJson() => {
    'success': success,
    'callId': callId,
    'iceServers': [for (final one in iceServers) one.toJson()],
  };
}

class CallRejectedEvent {
  const CallRejectedEvent({required this.callId, this.reason, required this.status,});

  factory CallRejectedEvent.fromJson(Map<String, Object?> json) => CallRejectedEvent(
    callId: json['callId'] as CallId,
    reason: json['reason'] == null ? null : json['reason'] as String,
    status: CallStatus.of(json['status'] as String),
  );

  final CallId callId;
  final String? reason;
  final CallStatus status;

  Map<String, Object?> toJson() => {
    'callId': callId,
    if (reason != null) 'reason': reason!,
    'status': status.wire,
  };
}

class CallRenegotiatedEvent {
  const CallRenegotiatedEvent({required this.callId, required this.description,});

  factory CallRenegotiatedEvent.fromJson(Map<String, Object?> json) => CallRenegotiatedEvent(
    callId: json['callId'] as CallId,
    description: SessionDescription.fromJson(json['description'] as Map<String, Object?>),
  );

  final CallId callId;
  final SessionDescription description;

  Map<String, Object?> toJson() => {
    'callId': callId,
    'description': description.toJson(),
  };
}

enum CallStatus {
  incoming('incoming'),
  answered('answered'),
  rejected('rejected'),
  ended('ended');

  const CallStatus(this.wire);

  factory CallStatus.of(String wire) => values.firstWhere((one) => one.wire == wire);

  final String wire;
}

class CallTakenReply {
  const CallTakenReply({required this.success, required this.iceServers,});

  factory CallTakenReply.fromJson(Map<String, Object?> json) => CallTakenReply(
    success: json['success'] as bool,
    iceServers: [for (final one in json['iceServers'] as List<Object?>) IceServer.fromJson(one as Map<String, Object?>)],
  );

  final bool success;
  final List<IceServer> iceServers;

  Map<String, Object?> toJson() => {
    'success': success,
    'iceServers': [for (final one in iceServers) one.toJson()],
  };
}

enum CallType {
  audio('audio'),
  video('video');

  const CallType(this.wire);

  factory CallType.of(String wire) => values.firstWhere((one) => one.wire == wire);

  final String wire;
}

class CandidateOfferedEvent {
  const CandidateOfferedEvent({required this.callId, required this.candidate,});

  factory CandidateOfferedEvent.fromJson(Map<String, Object?> json) => CandidateOfferedEvent(
    callId: json['callId'] as CallId,
    candidate: json['candidate'] as Json,
  );

  final CallId callId;
  final Json candidate;

  Map<String, Object?> toJson() => {
    'callId': callId,
    'candidate': candidate,
  };
}

class ChatDescription {
  const ChatDescription({this.name, this.avatar, this.description, this.settings, required this.members,});

  factory ChatDescription.fromJson(Map<String, Object?> json) => ChatDescription(
    name: json['name'] == null ? null : json['name'] as String,
    avatar: json['avatar'] == null ? null : json['avatar'] as String,
    description: json['description'] == null ? null : json['description'] as String,
    settings: json['settings'] == null ? null : json['settings'] as Json,
    members: [for (final one in json['members'] as List<Object?>) one as UserId],
  );

  final String? name;
  final String? avatar;
  final String? description;
  final Json? settings;
  final List<UserId> members;

  Map<String, Object?> toJson() => {
    if (name != null) 'name': name!,
    if (avatar != null) 'avatar': avatar!,
    if (description != null) 'description': description!,
    if (settings != null) 'settings': settings!,
    'members': [for (final one in members) one],
  };
}

/// 1 to 128 characters out of A-Z a-z 0-9 _ . : @ -.
typedef ChatId = String;

class ChatJoinedReply {
  const ChatJoinedReply({required this.success, required this.chatId, required this.headSeq, required this.readSeq, required this.unread,});

  factory ChatJoinedReply.fromJson(Map<String, Object?> json) => ChatJoinedReply(
    success: json['success'] as bool,
    chatId: json['chatId'] as ChatId,
    headSeq: (json['headSeq'] as num).toInt(),
    readSeq: (json['readSeq'] as num).toInt(),
    unread: (json['unread'] as num).toInt(),
  );

  final bool success;
  final ChatId chatId;
  final int headSeq;
  final int readSeq;
  final int unread;

  Map<String, Object?> toJson() => {
    'success': success,
    'chatId': chatId,
    'headSeq': headSeq,
    'readSeq': readSeq,
    'unread': unread,
  };
}

class ChatLeftReply {
  const ChatLeftReply({required this.success, required this.chatId,});

  factory ChatLeftReply.fromJson(Map<String, Object?> json) => ChatLeftReply(
    success: json['success'] as bool,
    chatId: json['chatId'] as ChatId,
  );

  final bool success;
  final ChatId chatId;

  Map<String, Object?> toJson() => {
    'success': success,
    'chatId': chatId,
  };
}

abstract interface class ChatMessage {
  factory ChatMessage.fromJson(Map<String, Object?> json) =>
      Message.matches(json) ? Message.fromJson(json) :
      DeletedMessage.fromJson(json);

  Map<String, Object?> toJson();
}

class ChatMutedEvent {
  const ChatMutedEvent({required this.chatId, this.mutedUntil,});

  factory ChatMutedEvent.fromJson(Map<String, Object?> json) => ChatMutedEvent(
    chatId: json['chatId'] as ChatId,
    mutedUntil: json['mutedUntil'] == null ? null : json['mutedUntil'] as Timestamp,
  );

  final ChatId chatId;
  final Timestamp? mutedUntil;

  Map<String, Object?> toJson() => {
    'chatId': chatId,
    if (mutedUntil != null) 'mutedUntil': mutedUntil!,
  };
}

class ChatMutedReply {
  const ChatMutedReply({required this.success, this.mutedUntil,});

  factory ChatMutedReply.fromJson(Map<String, Object?> json) => ChatMutedReply(
    success: json['success'] as bool,
    mutedUntil: json['mutedUntil'] == null ? null : json['mutedUntil'] as Timestamp,
  );

  final bool success;
  final Timestamp? mutedUntil;

  Map<String, Object?> toJson() => {
    'success': success,
    if (mutedUntil != null) 'mutedUntil': mutedUntil!,
  };
}

class ChatRemovedEvent {
  const ChatRemovedEvent({required this.chatId, required this.reason,});

  factory ChatRemovedEvent.fromJson(Map<String, Object?> json) => ChatRemovedEvent(
    chatId: json['chatId'] as ChatId,
    reason: RemovalReason.of(json['reason'] as String),
  );

  final ChatId chatId;
  final RemovalReason reason;

  Map<String, Object?> toJson() => {
    'chatId': chatId,
    'reason': reason.wire,
  };
}

class ChatSignalledEvent {
  const ChatSignalledEvent({required this.chatId, required this.userId, required this.deviceId, required this.type, required this.encryptedContent,});

  factory ChatSignalledEvent.fromJson(Map<String, Object?> json) => ChatSignalledEvent(
    chatId: json['chatId'] as ChatId,
    userId: json['userId'] as UserId,
    deviceId: json['deviceId'] as DeviceId,
    type: json['type'] as SignalType,
    encryptedContent: json['encryptedContent'] as SignalContent,
  );

  final ChatId chatId;
  final UserId userId;
  final DeviceId deviceId;
  final SignalType type;
  final SignalContent encryptedContent;

  Map<String, Object?> toJson() => {
    'chatId': chatId,
    'userId': userId,
    'deviceId': deviceId,
    'type': type,
    'encryptedContent': encryptedContent,
  };
}

class ChatStateEvent {
  const ChatStateEvent({required this.chatId, this.sinceRev, required this.rev, required this.receipts, this.moreReceipts, required this.reactions, required this.updated, required this.deleted, this.chat,});

  factory ChatStateEvent.fromJson(Map<String, Object?> json) => ChatStateEvent(
    chatId: json['chatId'] as ChatId,
    sinceRev: json['sinceRev'] == null ? null : (json['sinceRev'] as num).toInt(),
    rev: (json['rev'] as num).toInt(),
    receipts: [for (final one in json['receipts'] as List<Object?>) ReceiptState.fromJson(one as Map<String, Object?>)],
    moreReceipts: json['moreReceipts'] == null ? null : json['moreReceipts'] as bool,
    reactions: [for (final one in json['reactions'] as List<Object?>) MessageReactions.fromJson(one as Map<String, Object?>)],
    updated: [for (final one in json['updated'] as List<Object?>) MessageUpdatedEvent.fromJson(one as Map<String, Object?>)],
    deleted: [for (final one in json['deleted'] as List<Object?>) MessageDeletedEvent.fromJson(one as Map<String, Object?>)],
    chat: json['chat'] == null ? null : ChatDescription.fromJson(json['chat'] as Map<String, Object?>),
  );

  final ChatId chatId;
  final int? sinceRev;
  final int rev;
  final List<ReceiptState> receipts;
  final bool? moreReceipts;
  final List<MessageReactions> reactions;
  final List<MessageUpdatedEvent> updated;
  final List<MessageDeletedEvent> deleted;
  final ChatDescription? chat;

  Map<String, Object?> toJson() => {
    'chatId': chatId,
    if (sinceRev != null) 'sinceRev': sinceRev!,
    'rev': rev,
    'receipts': [for (final one in receipts) one.toJson()],
    if (moreReceipts != null) 'moreReceipts': moreReceipts!,
    'reactions': [for (final one in reactions) one.toJson()],
    'updated': [for (final one in updated) one.toJson()],
    'deleted': [for (final one in deleted) one.toJson()],
    if (chat != null) 'chat': chat!.toJson(),
  };
}

class ChatStateFoundReply {
  const ChatStateFoundReply({required this.success, required this.chatId, this.sinceRev, required this.rev, required this.receipts, this.moreReceipts, required this.reactions, required this.updated, required this.deleted, this.chat, this.hasMore,});

  factory ChatStateFoundReply.fromJson(Map<String, Object?> json) => ChatStateFoundReply(
    success: json['success'] as bool,
    chatId: json['chatId'] as ChatId,
    sinceRev: json['sinceRev'] == null ? null : (json['sinceRev'] as num).toInt(),
    rev: (json['rev'] as num).toInt(),
    receipts: [for (final one in json['receipts'] as List<Object?>) ReceiptState.fromJson(one as Map<String, Object?>)],
    moreReceipts: json['moreReceipts'] == null ? null : json['moreReceipts'] as bool,
    reactions: [for (final one in json['reactions'] as List<Object?>) MessageReactions.fromJson(one as Map<String, Object?>)],
    updated: [for (final one in json['updated'] as List<Object?>) MessageUpdatedEvent.fromJson(one as Map<String, Object?>)],
    deleted: [for (final one in json['deleted'] as List<Object?>) MessageDeletedEvent.fromJson(one as Map<String, Object?>)],
    chat: json['chat'] == null ? null : ChatDescription.fromJson(json['chat'] as Map<String, Object?>),
    hasMore: json['hasMore'] == null ? null : json['hasMore'] as bool,
  );

  final bool success;
  final ChatId chatId;
  final int? sinceRev;
  final int rev;
  final List<ReceiptState> receipts;
  final bool? moreReceipts;
  final List<MessageReactions> reactions;
  final List<MessageUpdatedEvent> updated;
  final List<MessageDeletedEvent> deleted;
  final ChatDescription? chat;
  final bool? hasMore;

  Map<String, Object?> toJson() => {
    'success': success,
    'chatId': chatId,
    if (sinceRev != null) 'sinceRev': sinceRev!,
    'rev': rev,
    'receipts': [for (final one in receipts) one.toJson()],
    if (moreReceipts != null) 'moreReceipts': moreReceipts!,
    'reactions': [for (final one in reactions) one.toJson()],
    'updated': [for (final one in updated) one.toJson()],
    'deleted': [for (final one in deleted) one.toJson()],
    if (chat != null) 'chat': chat!.toJson(),
    if (hasMore != null) 'hasMore': hasMore!,
  };
}

class ChatSyncedReply {
  const ChatSyncedReply({required this.success, required this.messages, required this.headSeq, required this.hasMore,});

  factory ChatSyncedReply.fromJson(Map<String, Object?> json) => ChatSyncedReply(
    success: json['success'] as bool,
    messages: [for (final one in json['messages'] as List<Object?>) SyncedMessage.fromJson(one as Map<String, Object?>)],
    headSeq: (json['headSeq'] as num).toInt(),
    hasMore: json['hasMore'] as bool,
  );

  final bool success;
  final List<SyncedMessage> messages;
  final int headSeq;
  final bool hasMore;

  Map<String, Object?> toJson() => {
    'success': success,
    'messages': [for (final one in messages) one.toJson()],
    'headSeq': headSeq,
    'hasMore': hasMore,
  };
}

enum ChatUpdateType {
  name('name'),
  avatar('avatar'),
  description('description'),
  settings('settings'),
  members('members');

  const ChatUpdateType(this.wire);

  factory ChatUpdateType.of(String wire) => values.firstWhere((one) => one.wire == wire);

  final String wire;
}

class ChatUpdatedEvent {
  const ChatUpdatedEvent({required this.chatId, this.updatedBy, required this.updateType, required this.changes, required this.timestamp,});

  factory ChatUpdatedEvent.fromJson(Map<String, Object?> json) => ChatUpdatedEvent(
    chatId: json['chatId'] as ChatId,
    updatedBy: json['updatedBy'] == null ? null : json['updatedBy'] as UserId,
    updateType: ChatUpdateType.of(json['updateType'] as String),
    changes: json['changes'] as Json,
    timestamp: json['timestamp'] as Timestamp,
  );

  final ChatId chatId;
  final UserId? updatedBy;
  final ChatUpdateType updateType;
  final Json changes;
  final Timestamp timestamp;

  Map<String, Object?> toJson() => {
    'chatId': chatId,
    if (updatedBy != null) 'updatedBy': updatedBy!,
    'updateType': updateType.wire,
    'changes': changes,
    'timestamp': timestamp,
  };
}

class ChatsJoinedReply {
  const ChatsJoinedReply({required this.success, required this.joinedCount, required this.joined, required this.failed,});

  factory ChatsJoinedReply.fromJson(Map<String, Object?> json) => ChatsJoinedReply(
    success: json['success'] as bool,
    joinedCount: (json['joinedCount'] as num).toInt(),
    joined: [for (final one in json['joined'] as List<Object?>) JoinedChat.fromJson(one as Map<String, Object?>)],
    failed: [for (final one in json['failed'] as List<Object?>) FailedChat.fromJson(one as Map<String, Object?>)],
  );

  final bool success;
  final int joinedCount;
  final List<JoinedChat> joined;
  final List<FailedChat> failed;

  Map<String, Object?> toJson() => {
    'success': success,
    'joinedCount': joinedCount,
    'joined': [for (final one in joined) one.toJson()],
    'failed': [for (final one in failed) one.toJson()],
  };
}

class ChatsListedReply {
  const ChatsListedReply({required this.success, required this.chats, this.nextCursor,});

  factory ChatsListedReply.fromJson(Map<String, Object?> json) => ChatsListedReply(
    success: json['success'] as bool,
    chats: [for (final one in json['chats'] as List<Object?>) ListedChat.fromJson(one as Map<String, Object?>)],
    nextCursor: json['nextCursor'] == null ? null : json['nextCursor'] as String,
  );

  final bool success;
  final List<ListedChat> chats;
  final String? nextCursor;

  Map<String, Object?> toJson() => {
    'success': success,
    'chats': [for (final one in chats) one.toJson()],
    if (nextCursor != null) 'nextCursor': nextCursor!,
  };
}

class ClearNotification {
  const ClearNotification({required this.notificationId,});

  factory ClearNotification.fromJson(Map<String, Object?> json) => ClearNotification(
    notificationId: json['notificationId'] as NotificationId,
  );

  final NotificationId notificationId;

  Map<String, Object?> toJson() => {
    'notificationId': notificationId,
  };
}

class ClearNotifications {
  const ClearNotifications();

  factory ClearNotifications.fromJson(Map<String, Object?> json) => ClearNotifications(
  );


  Map<String, Object?> toJson() => {
  };
}

/// Has the fields of one form: messageId, chatId; or receipts.
class ConfirmDelivery {
  const ConfirmDelivery({this.messageId, this.chatId, this.receipts,});

  factory ConfirmDelivery.fromJson(Map<String, Object?> json) => ConfirmDelivery(
    messageId: json['messageId'] == null ? null : json['messageId'] as MessageId,
    chatId: json['chatId'] == null ? null : json['chatId'] as ChatId,
    receipts: json['receipts'] == null ? null : [for (final one in json['receipts'] as List<Object?>) Receipt.fromJson(one as Map<String, Object?>)],
  );

  final MessageId? messageId;
  final ChatId? chatId;
  final List<Receipt>? receipts;

  Map<String, Object?> toJson() => {
    if (messageId != null) 'messageId': messageId!,
    if (chatId != null) 'chatId': chatId!,
    if (receipts != null) 'receipts': [for (final one in receipts!) one.toJson()],
  };
}

/// Has the fields of one form: messageId, chatId; or receipts.
class ConfirmReading {
  const ConfirmReading({this.messageId, this.chatId, this.receipts,});

  factory ConfirmReading.fromJson(Map<String, Object?> json) => ConfirmReading(
    messageId: json['messageId'] == null ? null : json['messageId'] as MessageId,
    chatId: json['chatId'] == null ? null : json['chatId'] as ChatId,
    receipts: json['receipts'] == null ? null : [for (final one in json['receipts'] as List<Object?>) Receipt.fromJson(one as Map<String, Object?>)],
  );

  final MessageId? messageId;
  final ChatId? chatId;
  final List<Receipt>? receipts;

  Map<String, Object?> toJson() => {
    if (messageId != null) 'messageId': messageId!,
    if (chatId != null) 'chatId': chatId!,
    if (receipts != null) 'receipts': [for (final one in receipts!) one.toJson()],
  };
}

class ConnectError {
  const ConnectError({required this.message, required this.data,});

  factory ConnectError.fromJson(Map<String, Object?> json) => ConnectError(
    message: json['message'] as String,
    data: ConnectErrorData.fromJson(json['data'] as Map<String, Object?>),
  );

  final String message;
  final ConnectErrorData data;

  Map<String, Object?> toJson() => {
    'message': message,
    'data': data.toJson(),
  };
}

enum ConnectErrorCode {
  authenticationRequired('AUTHENTICATION_REQUIRED'),
  invalidToken('INVALID_TOKEN'),
  tokenExpired('TOKEN_EXPIRED'),
  invalidPayload('INVALID_PAYLOAD'),
  rateLimitExceeded('RATE_LIMIT_EXCEEDED'),
  unavailable('UNAVAILABLE');

  const ConnectErrorCode(this.wire);

  factory ConnectErrorCode.of(String wire) => values.firstWhere((one) => one.wire == wire);

  final String wire;
}

class ConnectErrorData {
  const ConnectErrorData({required this.code, this.retryAfterMs,});

  factory ConnectErrorData.fromJson(Map<String, Object?> json) => ConnectErrorData(
    code: ConnectErrorCode.of(json['code'] as String),
    retryAfterMs: json['retryAfterMs'] == null ? null : (json['retryAfterMs'] as num).toInt(),
  );

  final ConnectErrorCode code;
  final int? retryAfterMs;

  Map<String, Object?> toJson() => {
    'code': code.wire,
    if (retryAfterMs != null) 'retryAfterMs': retryAfterMs!,
  };
}

class ConnectPayload {
  const ConnectPayload({this.token, this.deviceId, this.cursors, this.pid, this.offset, this.status, this.customStatus,});

  factory ConnectPayload.fromJson(Map<String, Object?> json) => ConnectPayload(
    token: json['token'] == null ? null : json['token'] as String,
    deviceId: json['deviceId'] == null ? null : json['deviceId'] as String,
    cursors: json['cursors'] == null ? null : {for (final one in (json['cursors'] as Map<String, Object?>).entries) one.key: Cursor.fromJson(one.value as Map<String, Object?>)},
    pid: json['pid'] == null ? null : json['pid'] as String,
    offset: json['offset'] == null ? null : json['offset'] as String,
    status: json['status'] == null ? null : PresenceStatus.of(json['status'] as String),
    customStatus: json['customStatus'] == null ? null : json['customStatus'] as CustomStatus,
  );

  /// Else the query parameter token, else the bearer token.
  final String? token;
  /// Where the token names none; else one is made.
  final String? deviceId;
  /// The place in each chat up to which the client has everything; also as JSON text.
  final Map<ChatId, Cursor>? cursors;
  /// The session to come back to.
  final String? pid;
  /// The last event received in it.
  final String? offset;
  /// The presence of the device from its first moment.
  final PresenceStatus? status;
  final CustomStatus? customStatus;

  Map<String, Object?> toJson() => {
    if (token != null) 'token': token!,
    if (deviceId != null) 'deviceId': deviceId!,
    if (cursors != null) 'cursors': {for (final one in cursors!.entries) one.key: one.value.toJson()},
    if (pid != null) 'pid': pid!,
    if (offset != null) 'offset': offset!,
    if (status != null) 'status': status!.wire,
    if (customStatus != null) 'customStatus': customStatus!,
  };
}

class ConnectedEvent {
  const ConnectedEvent({required this.userId, required this.socketId, required this.deviceId, required this.serverTime, required this.recovered,});

  factory ConnectedEvent.fromJson(Map<String, Object?> json) => ConnectedEvent(
    userId: json['userId'] as UserId,
    socketId: json['socketId'] as String,
    deviceId: json['deviceId'] as DeviceId,
    serverTime: json['serverTime'] as Timestamp,
    recovered: json['recovered'] as bool,
  );

  final UserId userId;
  final String socketId;
  final DeviceId deviceId;
  final Timestamp serverTime;
  final bool recovered;

  Map<String, Object?> toJson() => {
    'userId': userId,
    'socketId': socketId,
    'deviceId': deviceId,
    'serverTime': serverTime,
    'recovered': recovered,
  };
}

class Cursor {
  const Cursor({required this.seq, this.rev,});

  factory Cursor.fromJson(Map<String, Object?> json) => Cursor(
    seq: (json['seq'] as num).toInt(),
    rev: json['rev'] == null ? null : (json['rev'] as num).toInt(),
  );

  final int seq;
  final int? rev;

  Map<String, Object?> toJson() => {
    'seq': seq,
    if (rev != null) 'rev': rev!,
  };
}

/// At most 256 characters; an empty one removes the earlier one.
typedef CustomStatus = String;

class DeleteMessage {
  const DeleteMessage({required this.chatId, required this.messageId,});

  factory DeleteMessage.fromJson(Map<String, Object?> json) => DeleteMessage(
    chatId: json['chatId'] as ChatId,
    messageId: json['messageId'] as MessageId,
  );

  final ChatId chatId;
  final MessageId messageId;

  Map<String, Object?> toJson() => {
    'chatId': chatId,
    'messageId': messageId,
  };
}

class DeletedMessage implements ChatMessage {
  const DeletedMessage({required this.id, required this.chatId, required this.seq, required this.senderId, required this.createdAt, required this.deletedAt, this.deletedBy, required this.reason, required this.status,});

  factory DeletedMessage.fromJson(Map<String, Object?> json) => DeletedMessage(
    id: json['id'] as MessageId,
    chatId: json['chatId'] as ChatId,
    seq: (json['seq'] as num).toInt(),
    senderId: json['senderId'] as UserId,
    createdAt: json['createdAt'] as Timestamp,
    deletedAt: json['deletedAt'] as Timestamp,
    deletedBy: json['deletedBy'] == null ? null : json['deletedBy'] as UserId,
    reason: DeletionReason.of(json['reason'] as String),
    status: json['status'] as String,
  );

  final MessageId id;
  final ChatId chatId;
  final int seq;
  final UserId senderId;
  final Timestamp createdAt;
  final Timestamp deletedAt;
  final UserId? deletedBy;
  final DeletionReason reason;
  final String status;

  @override
  Map<String, Object?> toJson() => {
    'id': id,
    'chatId': chatId,
    'seq': seq,
    'senderId': senderId,
    'createdAt': createdAt,
    'deletedAt': deletedAt,
    if (deletedBy != null) 'deletedBy': deletedBy!,
    'reason': reason.wire,
    'status': status,
  };

  static bool matches(Map<String, Object?> json) => json['status'] == 'deleted';
}

enum DeletionReason {
  deleted('deleted'),
  expired('expired');

  const DeletionReason(this.wire);

  factory DeletionReason.of(String wire) => values.firstWhere((one) => one.wire == wire);

  final String wire;
}

class DeliveredEvent {
  const DeliveredEvent({required this.messageId, required this.chatId, required this.userId, required this.deliveredAt,});

  factory DeliveredEvent.fromJson(Map<String, Object?> json) => DeliveredEvent(
    messageId: json['messageId'] as MessageId,
    chatId: json['chatId'] as ChatId,
    userId: json['userId'] as UserId,
    deliveredAt: json['deliveredAt'] as Timestamp,
  );

  final MessageId messageId;
  final ChatId chatId;
  final UserId userId;
  final Timestamp deliveredAt;

  Map<String, Object?> toJson() => {
    'messageId': messageId,
    'chatId': chatId,
    'userId': userId,
    'deliveredAt': deliveredAt,
  };
}

class DeliveriesConfirmedReply {
  const DeliveriesConfirmedReply({required this.success, required this.deliveredAt, required this.failed,});

  factory DeliveriesConfirmedReply.fromJson(Map<String, Object?> json) => DeliveriesConfirmedReply(
    success: json['success'] as bool,
    deliveredAt: json['deliveredAt'] as Timestamp,
    failed: [for (final one in json['failed'] as List<Object?>) FailedChat.fromJson(one as Map<String, Object?>)],
  );

  final bool success;
  final Timestamp deliveredAt;
  final List<FailedChat> failed;

  Map<String, Object?> toJson() => {
    'success': success,
    'deliveredAt': deliveredAt,
    'failed': [for (final one in failed) one.toJson()],
  };
}

class DeliveryConfirmedReply {
  const DeliveryConfirmedReply({required this.success, required this.deliveredAt,});

  factory DeliveryConfirmedReply.fromJson(Map<String, Object?> json) => DeliveryConfirmedReply(
    success: json['success'] as bool,
    deliveredAt: json['deliveredAt'] as Timestamp,
  );

  final bool success;
  final Timestamp deliveredAt;

  Map<String, Object?> toJson() => {
    'success': success,
    'deliveredAt': deliveredAt,
  };
}

/// 1 to 128 characters out of A-Z a-z 0-9 _ . : @ -.
typedef DeviceId = String;

class DoneReply {
  const DoneReply({required this.success,});

  factory DoneReply.fromJson(Map<String, Object?> json) => DoneReply(
    success: json['success'] as bool,
  );

  final bool success;

  Map<String, Object?> toJson() => {
    'success': success,
  };
}

class EditMessage {
  const EditMessage({required this.chatId, required this.messageId, required this.encryptedContent, this.metadata,});

  factory EditMessage.fromJson(Map<String, Object?> json) => EditMessage(
    chatId: json['chatId'] as ChatId,
    messageId: json['messageId'] as MessageId,
    encryptedContent: json['encryptedContent'] as EncryptedContent,
    metadata: json['metadata'] == null ? null : json['metadata'] as Metadata,
  );

  final ChatId chatId;
  final MessageId messageId;
  final EncryptedContent encryptedContent;
  final Metadata? metadata;

  Map<String, Object?> toJson() => {
    'chatId': chatId,
    'messageId': messageId,
    'encryptedContent': encryptedContent,
    if (metadata != null) 'metadata': metadata!,
  };
}

/// Opaque; at most 65536 bytes of UTF-8.
typedef EncryptedContent = String;

class EndCall {
  const EndCall({required this.callId, this.reason,});

  factory EndCall.fromJson(Map<String, Object?> json) => EndCall(
    callId: json['callId'] as CallId,
    reason: json['reason'] == null ? null : json['reason'] as Text,
  );

  final CallId callId;
  final Text? reason;

  Map<String, Object?> toJson() => {
    'callId': callId,
    if (reason != null) 'reason': reason!,
  };
}

enum ErrorCode {
  invalidPayload('INVALID_PAYLOAD'),
  permissionDenied('PERMISSION_DENIED'),
  chatNotFound('CHAT_NOT_FOUND'),
  messageNotFound('MESSAGE_NOT_FOUND'),
  callNotFound('CALL_NOT_FOUND'),
  callConflict('CALL_CONFLICT'),
  notificationNotFound('NOTIFICATION_NOT_FOUND'),
  rateLimitExceeded('RATE_LIMIT_EXCEEDED'),
  tokenExpired('TOKEN_EXPIRED'),
  idleTimeout('IDLE_TIMEOUT'),
  unavailable('UNAVAILABLE'),
  internal('INTERNAL');

  const ErrorCode(this.wire);

  factory ErrorCode.of(String wire) => values.firstWhere((one) => one.wire == wire);

  final String wire;
}

class FailedChat {
  const FailedChat({required this.chatId, required this.error,});

  factory FailedChat.fromJson(Map<String, Object?> json) => FailedChat(
    chatId: json['chatId'] as ChatId,
    error: ErrorCode.of(json['error'] as String),
  );

  final ChatId chatId;
  final ErrorCode error;

  Map<String, Object?> toJson() => {
    'chatId': chatId,
    'error': error.wire,
  };
}

class FailedEvent {
  const FailedEvent({required this.code, required this.message, this.event, this.retryAfterMs,});

  factory FailedEvent.fromJson(Map<String, Object?> json) => FailedEvent(
    code: ErrorCode.of(json['code'] as String),
    message: json['message'] as String,
    event: json['event'] == null ? null : json['event'] as String,
    retryAfterMs: json['retryAfterMs'] == null ? null : (json['retryAfterMs'] as num).toInt(),
  );

  final ErrorCode code;
  final String message;
  final String? event;
  final int? retryAfterMs;

  Map<String, Object?> toJson() => {
    'code': code.wire,
    'message': message,
    if (event != null) 'event': event!,
    if (retryAfterMs != null) 'retryAfterMs': retryAfterMs!,
  };
}

class Failure {
  const Failure({required this.success, required this.error, required this.message, required this.event, this.retryAfterMs,});

  factory Failure.fromJson(Map<String, Object?> json) => Failure(
    success: json['success'] as bool,
    error: ErrorCode.of(json['error'] as String),
    message: json['message'] as String,
    event: json['event'] as String,
    retryAfterMs: json['retryAfterMs'] == null ? null : (json['retryAfterMs'] as num).toInt(),
  );

  final bool success;
  final ErrorCode error;
  final String message;
  final String event;
  final int? retryAfterMs;

  Map<String, Object?> toJson() => {
    'success': success,
    'error': error.wire,
    'message': message,
    'event': event,
    if (retryAfterMs != null) 'retryAfterMs': retryAfterMs!,
  };
}

class GetActiveMembers {
  const GetActiveMembers({required this.chatId,});

  factory GetActiveMembers.fromJson(Map<String, Object?> json) => GetActiveMembers(
    chatId: json['chatId'] as ChatId,
  );

  final ChatId chatId;

  Map<String, Object?> toJson() => {
    'chatId': chatId,
  };
}

class GetBlockedUsers {
  const GetBlockedUsers();

  factory GetBlockedUsers.fromJson(Map<String, Object?> json) => GetBlockedUsers(
  );


  Map<String, Object?> toJson() => {
  };
}

class GetChatState {
  const GetChatState({required this.chatId, this.sinceRev,});

  factory GetChatState.fromJson(Map<String, Object?> json) => GetChatState(
    chatId: json['chatId'] as ChatId,
    sinceRev: json['sinceRev'] == null ? null : (json['sinceRev'] as num).toInt(),
  );

  final ChatId chatId;
  final int? sinceRev;

  Map<String, Object?> toJson() => {
    'chatId': chatId,
    if (sinceRev != null) 'sinceRev': sinceRev!,
  };
}

class GetPendingNotifications {
  const GetPendingNotifications();

  factory GetPendingNotifications.fromJson(Map<String, Object?> json) => GetPendingNotifications(
  );


  Map<String, Object?> toJson() => {
  };
}

class GetReactions {
  const GetReactions({required this.messageId, required this.chatId,});

  factory GetReactions.fromJson(Map<String, Object?> json) => GetReactions(
    messageId: json['messageId'] as MessageId,
    chatId: json['chatId'] as ChatId,
  );

  final MessageId messageId;
  final ChatId chatId;

  Map<String, Object?> toJson() => {
    'messageId': messageId,
    'chatId': chatId,
  };
}

class IceServer {
  const IceServer({required this.urls, this.username, this.credential,});

  factory IceServer.fromJson(Map<String, Object?> json) => IceServer(
    urls: [for (final one in json['urls'] as List<Object?>) one as String],
    username: json['username'] == null ? null : json['username'] as String,
    credential: json['credential'] == null ? null : json['credential'] as String,
  );

  final List<String> urls;
  final String? username;
  final String? credential;

  Map<String, Object?> toJson() => {
    'urls': [for (final one in urls) one],
    if (username != null) 'username': username!,
    if (credential != null) 'credential': credential!,
  };
}

class InitiateCall {
  const InitiateCall({this.callId, required this.targetUserId, required this.callType, required this.offer, this.chatId,});

  factory InitiateCall.fromJson(Map<String, Object?> json) => InitiateCall(
    callId: json['callId'] == null ? null : json['callId'] as CallId,
    targetUserId: json['targetUserId'] as UserId,
    callType: CallType.of(json['callType'] as String),
    offer: json['offer'] as Json,
    chatId: json['chatId'] == null ? null : json['chatId'] as ChatId,
  );

  final CallId? callId;
  final UserId targetUserId;
  final CallType callType;
  final Json offer;
  final ChatId? chatId;

  Map<String, Object?> toJson() => {
    if (callId != null) 'callId': callId!,
    'targetUserId': targetUserId,
    'callType': callType.wire,
    'offer': offer,
    if (chatId != null) 'chatId': chatId!,
  };
}

class JoinChat {
  const JoinChat({required this.chatId,});

  factory JoinChat.fromJson(Map<String, Object?> json) => JoinChat(
    chatId: json['chatId'] as ChatId,
  );

  final ChatId chatId;

  Map<String, Object?> toJson() => {
    'chatId': chatId,
  };
}

class JoinChats {
  const JoinChats({required this.chatIds,});

  factory JoinChats.fromJson(Map<String, Object?> json) => JoinChats(
    chatIds: [for (final one in json['chatIds'] as List<Object?>) one as ChatId],
  );

  final List<ChatId> chatIds;

  Map<String, Object?> toJson() => {
    'chatIds': [for (final one in chatIds) one],
  };
}

class JoinedChat {
  const JoinedChat({required this.chatId, required this.headSeq, required this.readSeq, required this.unread,});

  factory JoinedChat.fromJson(Map<String, Object?> json) => JoinedChat(
    chatId: json['chatId'] as ChatId,
    headSeq: (json['headSeq'] as num).toInt(),
    readSeq: (json['readSeq'] as num).toInt(),
    unread: (json['unread'] as num).toInt(),
  );

  final ChatId chatId;
  final int headSeq;
  final int readSeq;
  final int unread;

  Map<String, Object?> toJson() => {
    'chatId': chatId,
    'headSeq': headSeq,
    'readSeq': readSeq,
    'unread': unread,
  };
}

/// Any JSON value but null, carried as it is; at most 65536 bytes of UTF-8.
typedef Json = Object;

class LeaveChat {
  const LeaveChat({required this.chatId,});

  factory LeaveChat.fromJson(Map<String, Object?> json) => LeaveChat(
    chatId: json['chatId'] as ChatId,
  );

  final ChatId chatId;

  Map<String, Object?> toJson() => {
    'chatId': chatId,
  };
}

class ListChats {
  const ListChats({this.chatIds, this.cursor, this.limit,});

  factory ListChats.fromJson(Map<String, Object?> json) => ListChats(
    chatIds: json['chatIds'] == null ? null : [for (final one in json['chatIds'] as List<Object?>) one as ChatId],
    cursor: json['cursor'] == null ? null : json['cursor'] as String,
    limit: json['limit'] == null ? null : (json['limit'] as num).toInt(),
  );

  final List<ChatId>? chatIds;
  final String? cursor;
  final int? limit;

  Map<String, Object?> toJson() => {
    if (chatIds != null) 'chatIds': [for (final one in chatIds!) one],
    if (cursor != null) 'cursor': cursor!,
    if (limit != null) 'limit': limit!,
  };
}

class ListedChat {
  const ListedChat({required this.chatId, this.name, this.avatar, required this.headSeq, required this.rev, required this.readSeq, required this.deliveredSeq, required this.unread, required this.mentions, this.lastMessageAt, this.lastMessage, this.mutedUntil, required this.memberCount,});

  factory ListedChat.fromJson(Map<String, Object?> json) => ListedChat(
    chatId: json['chatId'] as ChatId,
    name: json['name'] == null ? null : json['name'] as String,
    avatar: json['avatar'] == null ? null : json['avatar'] as String,
    headSeq: (json['headSeq'] as num).toInt(),
    rev: (json['rev'] as num).toInt(),
    readSeq: (json['readSeq'] as num).toInt(),
    deliveredSeq: (json['deliveredSeq'] as num).toInt(),
    unread: (json['unread'] as num).toInt(),
    mentions: (json['mentions'] as num).toInt(),
    lastMessageAt: json['lastMessageAt'] == null ? null : json['lastMessageAt'] as Timestamp,
    lastMessage: json['lastMessage'] == null ? null : MessageNewEvent.fromJson(json['lastMessage'] as Map<String, Object?>),
    mutedUntil: json['mutedUntil'] == null ? null : json['mutedUntil'] as Timestamp,
    memberCount: (json['memberCount'] as num).toInt(),
  );

  final ChatId chatId;
  final String? name;
  final String? avatar;
  final int headSeq;
  final int rev;
  final int readSeq;
  final int deliveredSeq;
  final int unread;
  final int mentions;
  final Timestamp? lastMessageAt;
  final MessageNewEvent? lastMessage;
  final Timestamp? mutedUntil;
  final int memberCount;

  Map<String, Object?> toJson() => {
    'chatId': chatId,
    if (name != null) 'name': name!,
    if (avatar != null) 'avatar': avatar!,
    'headSeq': headSeq,
    'rev': rev,
    'readSeq': readSeq,
    'deliveredSeq': deliveredSeq,
    'unread': unread,
    'mentions': mentions,
    if (lastMessageAt != null) 'lastMessageAt': lastMessageAt!,
    if (lastMessage != null) 'lastMessage': lastMessage!.toJson(),
    if (mutedUntil != null) 'mutedUntil': mutedUntil!,
    'memberCount': memberCount,
  };
}

class MemberJoinedEvent {
  const MemberJoinedEvent({required this.chatId, required this.userId, required this.timestamp,});

  factory MemberJoinedEvent.fromJson(Map<String, Object?> json) => MemberJoinedEvent(
    chatId: json['chatId'] as ChatId,
    userId: json['userId'] as UserId,
    timestamp: json['timestamp'] as Timestamp,
  );

  final ChatId chatId;
  final UserId userId;
  final Timestamp timestamp;

  Map<String, Object?> toJson() => {
    'chatId': chatId,
    'userId': userId,
    'timestamp': timestamp,
  };
}

class MemberLeftEvent {
  const MemberLeftEvent({required this.chatId, required this.userId, required this.timestamp,});

  factory MemberLeftEvent.fromJson(Map<String, Object?> json) => MemberLeftEvent(
    chatId: json['chatId'] as ChatId,
    userId: json['userId'] as UserId,
    timestamp: json['timestamp'] as Timestamp,
  );

  final ChatId chatId;
  final UserId userId;
  final Timestamp timestamp;

  Map<String, Object?> toJson() => {
    'chatId': chatId,
    'userId': userId,
    'timestamp': timestamp,
  };
}

class Message implements ChatMessage {
  const Message({required this.id, required this.chatId, required this.seq, required this.senderId, required this.encryptedContent, required this.messageType, this.replyToId, this.metadata, required this.createdAt, this.tempId, this.silent, this.expiresAt, this.version, this.editedAt, required this.status,});

  factory Message.fromJson(Map<String, Object?> json) => Message(
    id: json['id'] as MessageId,
    chatId: json['chatId'] as ChatId,
    seq: (json['seq'] as num).toInt(),
    senderId: json['senderId'] as UserId,
    encryptedContent: json['encryptedContent'] as EncryptedContent,
    messageType: MessageType.of(json['messageType'] as String),
    replyToId: json['replyToId'] == null ? null : json['replyToId'] as MessageId,
    metadata: json['metadata'] == null ? null : json['metadata'] as Metadata,
    createdAt: json['createdAt'] as Timestamp,
    tempId: json['tempId'] == null ? null : json['tempId'] as TempId,
    silent: json['silent'] == null ? null : json['silent'] as bool,
    expiresAt: json['expiresAt'] == null ? null : json['expiresAt'] as Timestamp,
    version: json['version'] == null ? null : (json['version'] as num).toInt(),
    editedAt: json['editedAt'] == null ? null : json['editedAt'] as Timestamp,
    status: json['status'] as String,
  );

  final MessageId id;
  final ChatId chatId;
  /// The place in the chat: 1, 2, 3, ... without holes.
  final int seq;
  final UserId senderId;
  final EncryptedContent encryptedContent;
  final MessageType messageType;
  final MessageId? replyToId;
  final Metadata? metadata;
  final Timestamp createdAt;
  final TempId? tempId;
  /// Left out if it is false.
  final bool? silent;
  final Timestamp? expiresAt;
  /// Left out before an edit.
  final int? version;
  final Timestamp? editedAt;
  final String status;

  @override
  Map<String, Object?> toJson() => {
    'id': id,
    'chatId': chatId,
    'seq': seq,
    'senderId': senderId,
    'encryptedContent': encryptedContent,
    'messageType': messageType.wire,
    if (replyToId != null) 'replyToId': replyToId!,
    if (metadata != null) 'metadata': metadata!,
    'createdAt': createdAt,
    if (tempId != null) 'tempId': tempId!,
    if (silent != null) 'silent': silent!,
    if (expiresAt != null) 'expiresAt': expiresAt!,
    if (version != null) 'version': version!,
    if (editedAt != null) 'editedAt': editedAt!,
    'status': status,
  };

  static bool matches(Map<String, Object?> json) => json['status'] == 'sent';
}

class MessageDeletedEvent {
  const MessageDeletedEvent({required this.chatId, required this.messageId, required this.seq, this.deletedBy, required this.deletedAt, required this.reason,});

  factory MessageDeletedEvent.fromJson(Map<String, Object?> json) => MessageDeletedEvent(
    chatId: json['chatId'] as ChatId,
    messageId: json['messageId'] as MessageId,
    seq: (json['seq'] as num).toInt(),
    deletedBy: json['deletedBy'] == null ? null : json['deletedBy'] as UserId,
    deletedAt: json['deletedAt'] as Timestamp,
    reason: DeletionReason.of(json['reason'] as String),
  );

  final ChatId chatId;
  final MessageId messageId;
  final int seq;
  final UserId? deletedBy;
  final Timestamp deletedAt;
  final DeletionReason reason;

  Map<String, Object?> toJson() => {
    'chatId': chatId,
    'messageId': messageId,
    'seq': seq,
    if (deletedBy != null) 'deletedBy': deletedBy!,
    'deletedAt': deletedAt,
    'reason': reason.wire,
  };
}

class MessageDeletedReply {
  const MessageDeletedReply({required this.success, required this.deletedAt,});

  factory MessageDeletedReply.fromJson(Map<String, Object?> json) => MessageDeletedReply(
    success: json['success'] as bool,
    deletedAt: json['deletedAt'] as Timestamp,
  );

  final bool success;
  final Timestamp deletedAt;

  Map<String, Object?> toJson() => {
    'success': success,
    'deletedAt': deletedAt,
  };
}

class MessageEditedReply {
  const MessageEditedReply({required this.success, required this.message,});

  factory MessageEditedReply.fromJson(Map<String, Object?> json) => MessageEditedReply(
    success: json['success'] as bool,
    message: Message.fromJson(json['message'] as Map<String, Object?>),
  );

  final bool success;
  final Message message;

  Map<String, Object?> toJson() => {
    'success': success,
    'message': message.toJson(),
  };
}

/// 1 to 128 characters out of A-Z a-z 0-9 _ . : @ -.
typedef MessageId = String;

class MessageNewEvent {
  const MessageNewEvent({required this.message, required this.sender,});

  factory MessageNewEvent.fromJson(Map<String, Object?> json) => MessageNewEvent(
    message: ChatMessage.fromJson(json['message'] as Map<String, Object?>),
    sender: Profile.fromJson(json['sender'] as Map<String, Object?>),
  );

  final ChatMessage message;
  final Profile sender;

  Map<String, Object?> toJson() => {
    'message': message.toJson(),
    'sender': sender.toJson(),
  };
}

class MessageReactions {
  const MessageReactions({required this.messageId, required this.reactions,});

  factory MessageReactions.fromJson(Map<String, Object?> json) => MessageReactions(
    messageId: json['messageId'] as MessageId,
    reactions: [for (final one in json['reactions'] as List<Object?>) UserReaction.fromJson(one as Map<String, Object?>)],
  );

  final MessageId messageId;
  final List<UserReaction> reactions;

  Map<String, Object?> toJson() => {
    'messageId': messageId,
    'reactions': [for (final one in reactions) one.toJson()],
  };
}

class MessageSentReply {
  const MessageSentReply({required this.success, required this.message, required this.sender,});

  factory MessageSentReply.fromJson(Map<String, Object?> json) => MessageSentReply(
    success: json['success'] as bool,
    message: ChatMessage.fromJson(json['message'] as Map<String, Object?>),
    sender: Profile.fromJson(json['sender'] as Map<String, Object?>),
  );

  final bool success;
  final ChatMessage message;
  final Profile sender;

  Map<String, Object?> toJson() => {
    'success': success,
    'message': message.toJson(),
    'sender': sender.toJson(),
  };
}

enum MessageType {
  text('text'),
  image('image'),
  video('video'),
  audio('audio'),
  file('file'),
  voice('voice');

  const MessageType(this.wire);

  factory MessageType.of(String wire) => values.firstWhere((one) => one.wire == wire);

  final String wire;
}

class MessageUpdatedEvent {
  const MessageUpdatedEvent({required this.message, required this.sender,});

  factory MessageUpdatedEvent.fromJson(Map<String, Object?> json) => MessageUpdatedEvent(
    message: Message.fromJson(json['message'] as Map<String, Object?>),
    sender: Profile.fromJson(json['sender'] as Map<String, Object?>),
  );

  final Message message;
  final Profile sender;

  Map<String, Object?> toJson() => {
    'message': message.toJson(),
    'sender': sender.toJson(),
  };
}

/// Carried as it is; at most 8192 bytes of UTF-8; mentions names the users to notify.
typedef Metadata = Map<String, Object?>;

class MuteChat {
  const MuteChat({required this.chatId, this.until,});

  factory MuteChat.fromJson(Map<String, Object?> json) => MuteChat(
    chatId: json['chatId'] as ChatId,
    until: json['until'] == null ? null : json['until'] as String,
  );

  final ChatId chatId;
  /// The end of the mute; null, or a time that is past, ends it now.
  final String? until;

  Map<String, Object?> toJson() => {
    'chatId': chatId,
    if (until != null) 'until': until!,
  };
}

class NotificationClearedEvent {
  const NotificationClearedEvent({required this.notificationId,});

  factory NotificationClearedEvent.fromJson(Map<String, Object?> json) => NotificationClearedEvent(
    notificationId: json['notificationId'] as NotificationId,
  );

  final NotificationId notificationId;

  Map<String, Object?> toJson() => {
    'notificationId': notificationId,
  };
}

/// 1 to 128 characters out of A-Z a-z 0-9 _ . : @ -.
typedef NotificationId = String;

class NotificationNewEvent {
  const NotificationNewEvent({required this.id, required this.type, required this.title, required this.message, required this.data, this.fromUserId, this.chatId, this.messageId, required this.priority, required this.timestamp, required this.read,});

  factory NotificationNewEvent.fromJson(Map<String, Object?> json) => NotificationNewEvent(
    id: json['id'] as NotificationId,
    type: NotificationType.of(json['type'] as String),
    title: json['title'] as String,
    message: json['message'] as String,
    data: json['data'] as Json,
    fromUserId: json['fromUserId'] == null ? null : json['fromUserId'] as UserId,
    chatId: json['chatId'] == null ? null : json['chatId'] as ChatId,
    messageId: json['messageId'] == null ? null : json['messageId'] as MessageId,
    priority: Priority.of(json['priority'] as String),
    timestamp: json['timestamp'] as Timestamp,
    read: json['read'] as bool,
  );

  final NotificationId id;
  final NotificationType type;
  final String title;
  final String message;
  final Json data;
  final UserId? fromUserId;
  final ChatId? chatId;
  final MessageId? messageId;
  final Priority priority;
  final Timestamp timestamp;
  final bool read;

  Map<String, Object?> toJson() => {
    'id': id,
    'type': type.wire,
    'title': title,
    'message': message,
    'data': data,
    if (fromUserId != null) 'fromUserId': fromUserId!,
    if (chatId != null) 'chatId': chatId!,
    if (messageId != null) 'messageId': messageId!,
    'priority': priority.wire,
    'timestamp': timestamp,
    'read': read,
  };
}

class NotificationReadEvent {
  const NotificationReadEvent({required this.notificationId,});

  factory NotificationReadEvent.fromJson(Map<String, Object?> json) => NotificationReadEvent(
    notificationId: json['notificationId'] as NotificationId,
  );

  final NotificationId notificationId;

  Map<String, Object?> toJson() => {
    'notificationId': notificationId,
  };
}

enum NotificationType {
  mention('mention'),
  reply('reply'),
  callMissed('call_missed'),
  chatInvite('chat_invite'),
  chatUpdated('chat_updated'),
  messageReaction('message_reaction'),
  system('system');

  const NotificationType(this.wire);

  factory NotificationType.of(String wire) => values.firstWhere((one) => one.wire == wire);

  final String wire;
}

class NotificationsClearedEvent {
  const NotificationsClearedEvent();

  factory NotificationsClearedEvent.fromJson(Map<String, Object?> json) => NotificationsClearedEvent(
  );


  Map<String, Object?> toJson() => {
  };
}

class NotificationsClearedReply {
  const NotificationsClearedReply({required this.success, required this.cleared,});

  factory NotificationsClearedReply.fromJson(Map<String, Object?> json) => NotificationsClearedReply(
    success: json['success'] as bool,
    cleared: (json['cleared'] as num).toInt(),
  );

  final bool success;
  final int cleared;

  Map<String, Object?> toJson() => {
    'success': success,
    'cleared': cleared,
  };
}

class OfferCandidate {
  const OfferCandidate({required this.callId, required this.candidate,});

  factory OfferCandidate.fromJson(Map<String, Object?> json) => OfferCandidate(
    callId: json['callId'] as CallId,
    candidate: json['candidate'] as Json,
  );

  final CallId callId;
  final Json candidate;

  Map<String, Object?> toJson() => {
    'callId': callId,
    'candidate': candidate,
  };
}

class PendingNotificationsReply {
  const PendingNotificationsReply({required this.success, required this.notifications,});

  factory PendingNotificationsReply.fromJson(Map<String, Object?> json) => PendingNotificationsReply(
    success: json['success'] as bool,
    notifications: [for (final one in json['notifications'] as List<Object?>) NotificationNewEvent.fromJson(one as Map<String, Object?>)],
  );

  final bool success;
  final List<NotificationNewEvent> notifications;

  Map<String, Object?> toJson() => {
    'success': success,
    'notifications': [for (final one in notifications) one.toJson()],
  };
}

class PresenceChangedEvent {
  const PresenceChangedEvent({required this.userId, required this.status, required this.lastSeen, this.customStatus,});

  factory PresenceChangedEvent.fromJson(Map<String, Object?> json) => PresenceChangedEvent(
    userId: json['userId'] as UserId,
    status: PresenceStatus.of(json['status'] as String),
    lastSeen: (json['lastSeen'] as num).toInt(),
    customStatus: json['customStatus'] == null ? null : json['customStatus'] as Text,
  );

  final UserId userId;
  final PresenceStatus status;
  /// Epoch milliseconds.
  final int lastSeen;
  final Text? customStatus;

  Map<String, Object?> toJson() => {
    'userId': userId,
    'status': status.wire,
    'lastSeen': lastSeen,
    if (customStatus != null) 'customStatus': customStatus!,
  };
}

enum PresenceStatus {
  busy('busy'),
  online('online'),
  away('away'),
  offline('offline');

  const PresenceStatus(this.wire);

  factory PresenceStatus.of(String wire) => values.firstWhere((one) => one.wire == wire);

  final String wire;
}

class PresenceSubscribedReply {
  const PresenceSubscribedReply({required this.success, required this.presences, required this.denied,});

  factory PresenceSubscribedReply.fromJson(Map<String, Object?> json) => PresenceSubscribedReply(
    success: json['success'] as bool,
    presences: [for (final one in json['presences'] as List<Object?>) PresenceChangedEvent.fromJson(one as Map<String, Object?>)],
    denied: [for (final one in json['denied'] as List<Object?>) one as UserId],
  );

  final bool success;
  final List<PresenceChangedEvent> presences;
  final List<UserId> denied;

  Map<String, Object?> toJson() => {
    'success': success,
    'presences': [for (final one in presences) one.toJson()],
    'denied': [for (final one in denied) one],
  };
}

enum Priority {
  low('low'),
  normal('normal'),
  high('high');

  const Priority(this.wire);

  factory Priority.of(String wire) => values.firstWhere((one) => one.wire == wire);

  final String wire;
}

class Profile {
  const Profile({required this.id, this.username, this.avatar,});

  factory Profile.fromJson(Map<String, Object?> json) => Profile(
    id: json['id'] as UserId,
    username: json['username'] == null ? null : json['username'] as String,
    avatar: json['avatar'] == null ? null : json['avatar'] as String,
  );

  final UserId id;
  final String? username;
  final String? avatar;

  Map<String, Object?> toJson() => {
    'id': id,
    if (username != null) 'username': username!,
    if (avatar != null) 'avatar': avatar!,
  };
}

class React {
  const React({required this.messageId, required this.chatId, required this.reaction,});

  factory React.fromJson(Map<String, Object?> json) => React(
    messageId: json['messageId'] as MessageId,
    chatId: json['chatId'] as ChatId,
    reaction: json['reaction'] as Reaction,
  );

  final MessageId messageId;
  final ChatId chatId;
  final Reaction reaction;

  Map<String, Object?> toJson() => {
    'messageId': messageId,
    'chatId': chatId,
    'reaction': reaction,
  };
}

/// 1 to 10 characters (code points).
typedef Reaction = String;

enum ReactionAction {
  add('add'),
  remove('remove');

  const ReactionAction(this.wire);

  factory ReactionAction.of(String wire) => values.firstWhere((one) => one.wire == wire);

  final String wire;
}

class ReactionAddedEvent {
  const ReactionAddedEvent({required this.messageId, required this.chatId, required this.userId, this.userName, required this.reaction, required this.action, required this.timestamp,});

  factory ReactionAddedEvent.fromJson(Map<String, Object?> json) => ReactionAddedEvent(
    messageId: json['messageId'] as MessageId,
    chatId: json['chatId'] as ChatId,
    userId: json['userId'] as UserId,
    userName: json['userName'] == null ? null : json['userName'] as String,
    reaction: json['reaction'] as Reaction,
    action: ReactionAction.of(json['action'] as String),
    timestamp: json['timestamp'] as Timestamp,
  );

  final MessageId messageId;
  final ChatId chatId;
  final UserId userId;
  final String? userName;
  final Reaction reaction;
  final ReactionAction action;
  final Timestamp timestamp;

  Map<String, Object?> toJson() => {
    'messageId': messageId,
    'chatId': chatId,
    'userId': userId,
    if (userName != null) 'userName': userName!,
    'reaction': reaction,
    'action': action.wire,
    'timestamp': timestamp,
  };
}

class ReactionRemovedEvent {
  const ReactionRemovedEvent({required this.messageId, required this.chatId, required this.userId, this.userName, required this.reaction, required this.action, required this.timestamp,});

  factory ReactionRemovedEvent.fromJson(Map<String, Object?> json) => ReactionRemovedEvent(
    messageId: json['messageId'] as MessageId,
    chatId: json['chatId'] as ChatId,
    userId: json['userId'] as UserId,
    userName: json['userName'] == null ? null : json['userName'] as String,
    reaction: json['reaction'] as Reaction,
    action: ReactionAction.of(json['action'] as String),
    timestamp: json['timestamp'] as Timestamp,
  );

  final MessageId messageId;
  final ChatId chatId;
  final UserId userId;
  final String? userName;
  final Reaction reaction;
  final ReactionAction action;
  final Timestamp timestamp;

  Map<String, Object?> toJson() => {
    'messageId': messageId,
    'chatId': chatId,
    'userId': userId,
    if (userName != null) 'userName': userName!,
    'reaction': reaction,
    'action': action.wire,
    'timestamp': timestamp,
  };
}

class ReactionsReply {
  const ReactionsReply({required this.success, required this.reactions,});

  factory ReactionsReply.fromJson(Map<String, Object?> json) => ReactionsReply(
    success: json['success'] as bool,
    reactions: [for (final one in json['reactions'] as List<Object?>) UserReaction.fromJson(one as Map<String, Object?>)],
  );

  final bool success;
  final List<UserReaction> reactions;

  Map<String, Object?> toJson() => {
    'success': success,
    'reactions': [for (final one in reactions) one.toJson()],
  };
}

class ReadEvent {
  const ReadEvent({required this.messageId, required this.chatId, required this.userId, required this.readAt,});

  factory ReadEvent.fromJson(Map<String, Object?> json) => ReadEvent(
    messageId: json['messageId'] as MessageId,
    chatId: json['chatId'] as ChatId,
    userId: json['userId'] as UserId,
    readAt: json['readAt'] as Timestamp,
  );

  final MessageId messageId;
  final ChatId chatId;
  final UserId userId;
  final Timestamp readAt;

  Map<String, Object?> toJson() => {
    'messageId': messageId,
    'chatId': chatId,
    'userId': userId,
    'readAt': readAt,
  };
}

class ReadNotification {
  const ReadNotification({required this.notificationId,});

  factory ReadNotification.fromJson(Map<String, Object?> json) => ReadNotification(
    notificationId: json['notificationId'] as NotificationId,
  );

  final NotificationId notificationId;

  Map<String, Object?> toJson() => {
    'notificationId': notificationId,
  };
}

class ReadingConfirmedReply {
  const ReadingConfirmedReply({required this.success, required this.readAt, required this.unread,});

  factory ReadingConfirmedReply.fromJson(Map<String, Object?> json) => ReadingConfirmedReply(
    success: json['success'] as bool,
    readAt: json['readAt'] as Timestamp,
    unread: (json['unread'] as num).toInt(),
  );

  final bool success;
  final Timestamp readAt;
  final int unread;

  Map<String, Object?> toJson() => {
    'success': success,
    'readAt': readAt,
    'unread': unread,
  };
}

class ReadingsConfirmedReply {
  const ReadingsConfirmedReply({required this.success, required this.readAt, required this.unread, required this.failed,});

  factory ReadingsConfirmedReply.fromJson(Map<String, Object?> json) => ReadingsConfirmedReply(
    success: json['success'] as bool,
    readAt: json['readAt'] as Timestamp,
    unread: {for (final one in (json['unread'] as Map<String, Object?>).entries) one.key: (one.value as num).toInt()},
    failed: [for (final one in json['failed'] as List<Object?>) FailedChat.fromJson(one as Map<String, Object?>)],
  );

  final bool success;
  final Timestamp readAt;
  final Map<ChatId, int> unread;
  final List<FailedChat> failed;

  Map<String, Object?> toJson() => {
    'success': success,
    'readAt': readAt,
    'unread': {for (final one in unread.entries) one.key: one.value},
    'failed': [for (final one in failed) one.toJson()],
  };
}

class Receipt {
  const Receipt({required this.messageId, required this.chatId,});

  factory Receipt.fromJson(Map<String, Object?> json) => Receipt(
    messageId: json['messageId'] as MessageId,
    chatId: json['chatId'] as ChatId,
  );

  final MessageId messageId;
  final ChatId chatId;

  Map<String, Object?> toJson() => {
    'messageId': messageId,
    'chatId': chatId,
  };
}

class ReceiptState {
  const ReceiptState({required this.userId, required this.deliveredSeq, this.deliveredAt, required this.readSeq, this.readAt,});

  factory ReceiptState.fromJson(Map<String, Object?> json) => ReceiptState(
    userId: json['userId'] as UserId,
    deliveredSeq: (json['deliveredSeq'] as num).toInt(),
    deliveredAt: json['deliveredAt'] == null ? null : json['deliveredAt'] as Timestamp,
    readSeq: (json['readSeq'] as num).toInt(),
    readAt: json['readAt'] == null ? null : json['readAt'] as Timestamp,
  );

  final UserId userId;
  final int deliveredSeq;
  final Timestamp? deliveredAt;
  final int readSeq;
  final Timestamp? readAt;

  Map<String, Object?> toJson() => {
    'userId': userId,
    'deliveredSeq': deliveredSeq,
    if (deliveredAt != null) 'deliveredAt': deliveredAt!,
    'readSeq': readSeq,
    if (readAt != null) 'readAt': readAt!,
  };
}

class RefreshToken {
  const RefreshToken({required this.token,});

  factory RefreshToken.fromJson(Map<String, Object?> json) => RefreshToken(
    token: json['token'] as String,
  );

  final String token;

  Map<String, Object?> toJson() => {
    'token': token,
  };
}

class RejectCall {
  const RejectCall({required this.callId, this.reason,});

  factory RejectCall.fromJson(Map<String, Object?> json) => RejectCall(
    callId: json['callId'] as CallId,
    reason: json['reason'] == null ? null : json['reason'] as Text,
  );

  final CallId callId;
  final Text? reason;

  Map<String, Object?> toJson() => {
    'callId': callId,
    if (reason != null) 'reason': reason!,
  };
}

enum RemovalReason {
  deleted('deleted'),
  removed('removed');

  const RemovalReason(this.wire);

  factory RemovalReason.of(String wire) => values.firstWhere((one) => one.wire == wire);

  final String wire;
}

class RemoveReaction {
  const RemoveReaction({required this.messageId, required this.chatId, required this.reaction,});

  factory RemoveReaction.fromJson(Map<String, Object?> json) => RemoveReaction(
    messageId: json['messageId'] as MessageId,
    chatId: json['chatId'] as ChatId,
    reaction: json['reaction'] as Reaction,
  );

  final MessageId messageId;
  final ChatId chatId;
  final Reaction reaction;

  Map<String, Object?> toJson() => {
    'messageId': messageId,
    'chatId': chatId,
    'reaction': reaction,
  };
}

class Renegotiate {
  const Renegotiate({required this.callId, required this.description,});

  factory Renegotiate.fromJson(Map<String, Object?> json) => Renegotiate(
    callId: json['callId'] as CallId,
    description: SessionDescription.fromJson(json['description'] as Map<String, Object?>),
  );

  final CallId callId;
  final SessionDescription description;

  Map<String, Object?> toJson() => {
    'callId': callId,
    'description': description.toJson(),
  };
}

/// Opaque; at most 65536 bytes of UTF-8.
typedef Sdp = String;

enum SdpType {
  offer('offer'),
  answer('answer'),
  rollback('rollback');

  const SdpType(this.wire);

  factory SdpType.of(String wire) => values.firstWhere((one) => one.wire == wire);

  final String wire;
}

class SendMessage {
  const SendMessage({required this.chatId, required this.encryptedContent, required this.messageType, this.replyToId, this.metadata, this.tempId, this.silent, this.expiresInMs,});

  factory SendMessage.fromJson(Map<String, Object?> json) => SendMessage(
    chatId: json['chatId'] as ChatId,
    encryptedContent: json['encryptedContent'] as EncryptedContent,
    messageType: MessageType.of(json['messageType'] as String),
    replyToId: json['replyToId'] == null ? null : json['replyToId'] as MessageId,
    metadata: json['metadata'] == null ? null : json['metadata'] as Metadata,
    tempId: json['tempId'] == null ? null : json['tempId'] as TempId,
    silent: json['silent'] == null ? null : json['silent'] as bool,
    expiresInMs: json['expiresInMs'] == null ? null : (json['expiresInMs'] as num).toInt(),
  );

  final ChatId chatId;
  final EncryptedContent encryptedContent;
  final MessageType messageType;
  final MessageId? replyToId;
  final Metadata? metadata;
  final TempId? tempId;
  final bool? silent;
  final int? expiresInMs;

  Map<String, Object?> toJson() => {
    'chatId': chatId,
    'encryptedContent': encryptedContent,
    'messageType': messageType.wire,
    if (replyToId != null) 'replyToId': replyToId!,
    if (metadata != null) 'metadata': metadata!,
    if (tempId != null) 'tempId': tempId!,
    if (silent != null) 'silent': silent!,
    if (expiresInMs != null) 'expiresInMs': expiresInMs!,
  };
}

class SessionDescription {
  const SessionDescription({required this.type, this.sdp,});

  factory SessionDescription.fromJson(Map<String, Object?> json) => SessionDescription(
    type: SdpType.of(json['type'] as String),
    sdp: json['sdp'] == null ? null : json['sdp'] as Sdp,
  );

  final SdpType type;
  final Sdp? sdp;

  Map<String, Object?> toJson() => {
    'type': type.wire,
    if (sdp != null) 'sdp': sdp!,
  };
}

class SignalChat {
  const SignalChat({required this.chatId, required this.type, required this.encryptedContent,});

  factory SignalChat.fromJson(Map<String, Object?> json) => SignalChat(
    chatId: json['chatId'] as ChatId,
    type: json['type'] as SignalType,
    encryptedContent: json['encryptedContent'] as SignalContent,
  );

  final ChatId chatId;
  final SignalType type;
  final SignalContent encryptedContent;

  Map<String, Object?> toJson() => {
    'chatId': chatId,
    'type': type,
    'encryptedContent': encryptedContent,
  };
}

/// Opaque; at most 16384 bytes of UTF-8.
typedef SignalContent = String;

/// 1 to 64 characters out of A-Z a-z 0-9 _ . : @ -.
typedef SignalType = String;

class StartTyping {
  const StartTyping({required this.chatId,});

  factory StartTyping.fromJson(Map<String, Object?> json) => StartTyping(
    chatId: json['chatId'] as ChatId,
  );

  final ChatId chatId;

  Map<String, Object?> toJson() => {
    'chatId': chatId,
  };
}

class StopTyping {
  const StopTyping({required this.chatId,});

  factory StopTyping.fromJson(Map<String, Object?> json) => StopTyping(
    chatId: json['chatId'] as ChatId,
  );

  final ChatId chatId;

  Map<String, Object?> toJson() => {
    'chatId': chatId,
  };
}

class SubscribePresence {
  const SubscribePresence({required this.userIds,});

  factory SubscribePresence.fromJson(Map<String, Object?> json) => SubscribePresence(
    userIds: [for (final one in json['userIds'] as List<Object?>) one as UserId],
  );

  final List<UserId> userIds;

  Map<String, Object?> toJson() => {
    'userIds': [for (final one in userIds) one],
  };
}

/// Has the fields of one form: chatId, afterSeq; or chatId, beforeSeq.
class SyncChat {
  const SyncChat({required this.chatId, this.afterSeq, this.limit, this.beforeSeq,});

  factory SyncChat.fromJson(Map<String, Object?> json) => SyncChat(
    chatId: json['chatId'] as ChatId,
    afterSeq: json['afterSeq'] == null ? null : (json['afterSeq'] as num).toInt(),
    limit: json['limit'] == null ? null : (json['limit'] as num).toInt(),
    beforeSeq: json['beforeSeq'] == null ? null : (json['beforeSeq'] as num).toInt(),
  );

  final ChatId chatId;
  final int? afterSeq;
  final int? limit;
  final int? beforeSeq;

  Map<String, Object?> toJson() => {
    'chatId': chatId,
    if (afterSeq != null) 'afterSeq': afterSeq!,
    if (limit != null) 'limit': limit!,
    if (beforeSeq != null) 'beforeSeq': beforeSeq!,
  };
}

class SyncCompleteEvent {
  const SyncCompleteEvent({this.truncated, this.stale,});

  factory SyncCompleteEvent.fromJson(Map<String, Object?> json) => SyncCompleteEvent(
    truncated: json['truncated'] == null ? null : [for (final one in json['truncated'] as List<Object?>) one as ChatId],
    stale: json['stale'] == null ? null : [for (final one in json['stale'] as List<Object?>) one as ChatId],
  );

  /// The chats of which more is to be had by chat:sync.
  final List<ChatId>? truncated;
  /// The chats of which more is to be had by chat:state.
  final List<ChatId>? stale;

  Map<String, Object?> toJson() => {
    if (truncated != null) 'truncated': [for (final one in truncated!) one],
    if (stale != null) 'stale': [for (final one in stale!) one],
  };
}

class SyncedMessage {
  const SyncedMessage({required this.message, required this.sender, this.reactions,});

  factory SyncedMessage.fromJson(Map<String, Object?> json) => SyncedMessage(
    message: ChatMessage.fromJson(json['message'] as Map<String, Object?>),
    sender: Profile.fromJson(json['sender'] as Map<String, Object?>),
    reactions: json['reactions'] == null ? null : [for (final one in json['reactions'] as List<Object?>) UserReaction.fromJson(one as Map<String, Object?>)],
  );

  final ChatMessage message;
  final Profile sender;
  final List<UserReaction>? reactions;

  Map<String, Object?> toJson() => {
    'message': message.toJson(),
    'sender': sender.toJson(),
    if (reactions != null) 'reactions': [for (final one in reactions!) one.toJson()],
  };
}

/// The client's own name for a message; no control characters.
typedef TempId = String;

/// 1 to 256 characters.
typedef Text = String;

/// ISO 8601, UTC, with milliseconds.
typedef Timestamp = String;

class TokenRefreshedReply {
  const TokenRefreshedReply({required this.success, this.expiresAt,});

  factory TokenRefreshedReply.fromJson(Map<String, Object?> json) => TokenRefreshedReply(
    success: json['success'] as bool,
    expiresAt: json['expiresAt'] == null ? null : json['expiresAt'] as Timestamp,
  );

  final bool success;
  final Timestamp? expiresAt;

  Map<String, Object?> toJson() => {
    'success': success,
    if (expiresAt != null) 'expiresAt': expiresAt!,
  };
}

class TypingStartedEvent {
  const TypingStartedEvent({required this.chatId, required this.userId, this.userName,});

  factory TypingStartedEvent.fromJson(Map<String, Object?> json) => TypingStartedEvent(
    chatId: json['chatId'] as ChatId,
    userId: json['userId'] as UserId,
    userName: json['userName'] == null ? null : json['userName'] as String,
  );

  final ChatId chatId;
  final UserId userId;
  final String? userName;

  Map<String, Object?> toJson() => {
    'chatId': chatId,
    'userId': userId,
    if (userName != null) 'userName': userName!,
  };
}

class TypingStoppedEvent {
  const TypingStoppedEvent({required this.chatId, required this.userId,});

  factory TypingStoppedEvent.fromJson(Map<String, Object?> json) => TypingStoppedEvent(
    chatId: json['chatId'] as ChatId,
    userId: json['userId'] as UserId,
  );

  final ChatId chatId;
  final UserId userId;

  Map<String, Object?> toJson() => {
    'chatId': chatId,
    'userId': userId,
  };
}

class UnblockUser {
  const UnblockUser({required this.userId,});

  factory UnblockUser.fromJson(Map<String, Object?> json) => UnblockUser(
    userId: json['userId'] as UserId,
  );

  final UserId userId;

  Map<String, Object?> toJson() => {
    'userId': userId,
  };
}

class UnsubscribePresence {
  const UnsubscribePresence({required this.userIds,});

  factory UnsubscribePresence.fromJson(Map<String, Object?> json) => UnsubscribePresence(
    userIds: [for (final one in json['userIds'] as List<Object?>) one as UserId],
  );

  final List<UserId> userIds;

  Map<String, Object?> toJson() => {
    'userIds': [for (final one in userIds) one],
  };
}

class UpdatePresence {
  const UpdatePresence({required this.status, this.customStatus,});

  factory UpdatePresence.fromJson(Map<String, Object?> json) => UpdatePresence(
    status: PresenceStatus.of(json['status'] as String),
    customStatus: json['customStatus'] == null ? null : json['customStatus'] as CustomStatus,
  );

  final PresenceStatus status;
  final CustomStatus? customStatus;

  Map<String, Object?> toJson() => {
    'status': status.wire,
    if (customStatus != null) 'customStatus': customStatus!,
  };
}

class UserBlockedEvent {
  const UserBlockedEvent({required this.userId,});

  factory UserBlockedEvent.fromJson(Map<String, Object?> json) => UserBlockedEvent(
    userId: json['userId'] as UserId,
  );

  final UserId userId;

  Map<String, Object?> toJson() => {
    'userId': userId,
  };
}

/// 1 to 128 characters out of A-Z a-z 0-9 _ . : @ -.
typedef UserId = String;

class UserReaction {
  const UserReaction({required this.userId, required this.reaction,});

  factory UserReaction.fromJson(Map<String, Object?> json) => UserReaction(
    userId: json['userId'] as UserId,
    reaction: json['reaction'] as Reaction,
  );

  final UserId userId;
  final Reaction reaction;

  Map<String, Object?> toJson() => {
    'userId': userId,
    'reaction': reaction,
  };
}

class UserUnblockedEvent {
  const UserUnblockedEvent({required this.userId,});

  factory UserUnblockedEvent.fromJson(Map<String, Object?> json) => UserUnblockedEvent(
    userId: json['userId'] as UserId,
  );

  final UserId userId;

  Map<String, Object?> toJson() => {
    'userId': userId,
  };
}
