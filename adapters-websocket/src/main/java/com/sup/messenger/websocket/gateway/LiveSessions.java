package com.sup.messenger.websocket.gateway;

import com.sup.messenger.domain.UserId;
import com.sup.messenger.websocket.engineio.CloseReason;
import com.sup.messenger.websocket.socketio.Socket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// The sessions of this instance and the sockets that hold them, by the session's private key.
///
/// One socket holds a session at a time. This is also true if a client comes back before its loss
/// was noticed, or comes twice at once.
final class LiveSessions {

  /// The longest time that a client waits for the end of its earlier connection, when it comes
  /// back.
  private static final long PATIENCE_MILLIS = 5_000;

  /// A socket's hold on a session.
  static final class Hold {
    private final String key;
    private final UserId user;
    private final Socket socket;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    private Hold(String key, UserId user, Socket socket) {
      this.key = key;
      this.user = user;
      this.socket = socket;
    }

    /// Returns the private key of the session.
    String key() {
      return key;
    }
  }

  private final Map<String, Hold> holds = new ConcurrentHashMap<>();

  /// Takes hold of a session. Ends the earlier holder's connection, if it is the same user's. Its
  /// snapshot is there when this returns.
  Hold take(String key, UserId user, Socket socket) {
    Hold mine = new Hold(key, user, socket);
    Hold[] earlier = new Hold[1];
    holds.compute(
        key,
        (_, present) -> {
          earlier[0] = present;
          return present == null || present.user.equals(user) ? mine : present;
        });
    if (earlier[0] != null && earlier[0].user.equals(user)) {
      earlier[0].socket.closeConnection(CloseReason.TRANSPORT_ERROR);
      CompletableFuture<Void> end = earlier[0].ended.copy();
      end.completeOnTimeout(null, PATIENCE_MILLIS, TimeUnit.MILLISECONDS).join();
    }
    return mine;
  }

  /// Lets go of a session, when its snapshot is there.
  void release(Hold hold) {
    holds.remove(hold.key, hold);
    hold.ended.complete(null);
  }
}
