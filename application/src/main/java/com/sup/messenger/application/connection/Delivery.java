package com.sup.messenger.application.connection;

import com.sup.messenger.application.event.ServerEvent;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// An event on its way to any number of connections, encoded once for all of them.
public final class Delivery {

  private static final String PROCESS = Long.toString(new SecureRandom().nextLong() >>> 16, 36);
  private static final AtomicLong COUNT = new AtomicLong();

  private final SentNote note;
  private volatile @Nullable Object encoded;

  /// A delivery with a new offset.
  public Delivery(ServerEvent event) {
    this(event, PROCESS + "-" + Long.toString(COUNT.incrementAndGet(), 36));
  }

  /// A delivery that was under way before, on a connection that has dropped.
  public Delivery(ServerEvent event, String offset) {
    this.note = new SentNote(offset, event);
  }

  /// What a client that has received this names to be sent what came after it; unique.
  public String offset() {
    return note.offset();
  }

  /// Whether a slow client does without the event, and one that comes back too: that somebody types
  /// is soon over or said again. The end of it, and presence, are states: a client that missed one
  /// would show the wrong one until the next change, so a client too slow for them is cut off, and
  /// is told again when it is back.
  public boolean isDroppable() {
    return event() instanceof ServerEvent.TypingStarted;
  }

  /// The event.
  public ServerEvent event() {
    return note.event();
  }

  /// What connections that may be sent the event again keep of it.
  SentNote note() {
    return note;
  }

  /// The event as the one gateway of this process encodes it; the encoder runs at the first call
  /// (at the first few, where threads race), always to the same type.
  @SuppressWarnings("unchecked")
  public <T> T encodedBy(Supplier<T> encoder) {
    Object known = encoded;
    if (known == null) {
      known = encoder.get();
      encoded = known;
    }
    return (T) known;
  }
}
