package com.sup.messenger.application.port;

/// One adapter for every port.
public record Ports(
    MessageLog messageLog,
    ChatDirectory chatDirectory,
    ChatProfiles chatProfiles,
    EventBus eventBus,
    Viewers viewers,
    Receipts receipts,
    SessionStore sessionStore,
    ReactionBook reactionBook,
    NotificationBox notificationBox,
    PushOutbox pushOutbox,
    CallBook callBook,
    PresenceBoard presenceBoard,
    RateLimiter rateLimiter,
    Roster roster,
    Instances instances,
    Reminders reminders,
    Peers peers,
    Revocations revocations,
    TokenVerifier tokenVerifier) {}
