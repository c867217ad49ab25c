package com.sup.messenger.bootstrap.config;

import java.time.Duration;
import java.util.List;

/// The settings of clients' connections.
///
/// @param corsOrigins `CORS_ORIGIN`; `*` is every origin
/// @param pingInterval `SOCKETIO_PING_INTERVAL`
/// @param pingTimeout `SOCKETIO_PING_TIMEOUT`
/// @param maxPayload `SOCKETIO_MAX_BUFFER_SIZE`, bytes
/// @param maxStrangers `MAX_UNAUTHENTICATED_CONNECTIONS`
/// @param checkInterval `HEARTBEAT_INTERVAL`
public record SocketSettings(
    List<String> corsOrigins,
    Duration pingInterval,
    Duration pingTimeout,
    int maxPayload,
    int maxStrangers,
    Duration checkInterval) {}
