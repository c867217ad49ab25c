package com.sup.messenger.application.gateway;

import com.sup.messenger.application.ChatApplication;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.connection.ToldCalls;
import java.time.Duration;

/// A way by which clients connect, while it is open. `docs/write-a-gateway.md` explains the duties.
///
/// For each connection:
///
/// 1. Authenticate the client by [authenticate][ChatApplication#authenticate]. Count a new session
///    by [begin][ChatApplication#begin].
/// 2. Call [connect][ChatApplication#connect] once, before the first event.
/// 3. Make calls for a connection one at a time: `connect`, events, `disconnect`.
/// 4. Give events to an [EventDispatcher]. It answers before later work begins.
/// 5. Call [review][ChatApplication#review] about every second.
/// 6. Call [disconnect][ChatApplication#disconnect] or [handOver][ChatApplication#handOver] once,
/// as
///    the last call, also if `connect` failed.
/// 7. In [send][Connection#send], ask [ToldCalls#admits], log the event and queue it under one
/// lock,
///    and never block. Bound the queue: end a connection that is too slow.
public interface Gateway extends AutoCloseable {

  /// Opens no more sessions, and ends its connections in that time, so that clients come back to
  /// other instances. Returns at the latest when the time is over. Not called if the instance is to
  /// end at once.
  default void drain(Duration time) {}

  /// Ends every connection and frees all resources. Makes no call for a connection afterwards.
  @Override
  void close();
}
