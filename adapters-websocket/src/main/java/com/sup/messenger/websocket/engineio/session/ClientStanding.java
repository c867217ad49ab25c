package com.sup.messenger.websocket.engineio.session;

import com.sup.messenger.listener.ByteBudget;
import com.sup.messenger.websocket.engineio.EngineRequest;
import com.sup.messenger.websocket.engineio.client.UnauthenticatedLimit;
import java.util.Set;

/// The standing of a session's client: a stranger, or known because its token was accepted.
///
/// The handshake of a stranger counts for its connection. That of a known client is reduced.
final class ClientStanding {

  private final EngineSession session;
  private final ByteBudget.Account account;
  private final UnauthenticatedLimit<EngineSession> strangers;
  private volatile EngineRequest handshake;
  private volatile boolean known;

  /// Makes the standing of a stranger that does not count yet.
  ///
  /// @param account the input that the session holds
  ClientStanding(
      EngineSession session,
      ByteBudget.Account account,
      EngineRequest handshake,
      UnauthenticatedLimit<EngineSession> strangers) {
    this.session = session;
    this.account = account;
    this.handshake = handshake;
    this.strangers = strangers;
  }

  EngineRequest handshake() {
    return handshake;
  }

  boolean isKnown() {
    return known;
  }

  /// Counts the session among the strangers, and its handshake.
  void enter() {
    account.hold(handshake.size());
    strangers.enter(session, handshake.address(), System.nanoTime());
  }

  /// Makes the client known.
  ///
  /// @param kept the names of the query parameters and headers to keep
  void accept(Set<String> kept) {
    handshake = handshake.reducedTo(kept);
    release();
    known = true;
  }

  /// Makes the client a stranger that does not count yet.
  void forget() {
    known = false;
  }

  /// Counts the session among the strangers no more.
  void leave() {
    strangers.leave(session);
  }

  /// Counts the session and its handshake no more.
  void release() {
    account.releaseAll();
    leave();
  }
}
