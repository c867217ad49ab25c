package com.sup.messenger.websocket.socketio.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Listeners to an end that comes once. A listener that is added after the end is called at once.
public final class EndListeners {

  private List<Consumer<DisconnectReason>> waiting = List.of();
  private @Nullable DisconnectReason ended;

  /// Adds a listener. Calls it at once if the end has come.
  public void add(Consumer<DisconnectReason> listener) {
    DisconnectReason reason = addUnlessEnded(listener);
    if (reason != null) {
      listener.accept(reason);
    }
  }

  /// Calls all listeners, on this thread.
  public void fire(DisconnectReason reason) {
    end(reason).forEach(listener -> listener.accept(reason));
  }

  private synchronized @Nullable DisconnectReason addUnlessEnded(
      Consumer<DisconnectReason> listener) {
    if (ended == null) {
      waiting = new ArrayList<>(waiting);
      waiting.add(listener);
    }
    return ended;
  }

  private synchronized List<Consumer<DisconnectReason>> end(DisconnectReason reason) {
    ended = reason;
    List<Consumer<DisconnectReason>> all = waiting;
    waiting = List.of();
    return all;
  }
}
