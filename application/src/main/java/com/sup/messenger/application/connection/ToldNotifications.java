package com.sup.messenger.application.connection;

import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.port.NotificationStore.News;
import com.sup.messenger.application.port.bus.Signal.NotificationsMoved;
import java.util.function.Consumer;

/// The revision up to which a client knows the notifications of its user.
///
/// News reach a connection by the bus, or from the store if the bus has lost some or brings them in
/// another order. So each client is told of each change once, and in order.
public final class ToldNotifications {

  private static final long NOT_BEGUN = -1;

  private long reached = NOT_BEGUN;
  private long heard;

  /// Sends what the bus brings, unless the client knows it, or the store will tell it.
  ///
  /// @param sending sends the events; is called in a lock and must not block
  /// @return false if earlier news are missing, so that the store has to be read
  public synchronized boolean hear(NotificationsMoved moved, Runnable sending) {
    heard = Math.max(heard, moved.rev());
    if (reached == NOT_BEGUN || moved.rev() <= reached) {
      return true;
    }
    if (moved.before() > reached) {
      return false;
    }
    sending.run();
    reached = moved.rev();
    return true;
  }

  /// Sends the first news from the store. News of the bus before that are not sent.
  ///
  /// @param sending sends an event; is called in a lock and must not block
  /// @return false if the bus has brought later news, so that the store has to be read again
  public synchronized boolean begin(News news, Consumer<ServerEvent> sending) {
    news.events().forEach(sending);
    reached = news.rev();
    return heard <= reached;
  }

  /// Sends news from the store.
  ///
  /// @param from the revision after which they were read
  /// @param sending sends an event; is called in a lock and must not block
  /// @return false if the client knows more by now, so that nothing was sent
  public synchronized boolean goOn(long from, News news, Consumer<ServerEvent> sending) {
    if (reached != from) {
      return false;
    }
    news.events().forEach(sending);
    reached = news.rev();
    return true;
  }

  /// Returns true if the first news were sent.
  public synchronized boolean hasBegun() {
    return reached != NOT_BEGUN;
  }

  /// Returns the revision up to which the client knows everything; 0 before the first news.
  public synchronized long reached() {
    return Math.max(0, reached);
  }
}
