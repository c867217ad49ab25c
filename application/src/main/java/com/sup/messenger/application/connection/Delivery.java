package com.sup.messenger.application.connection;

import com.sup.messenger.application.event.ServerEvent;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// An event on its way to any number of connections. It is encoded once for all of them
/// that one gateway has.
public final class Delivery {

  private static final String PROCESS = Long.toString(new SecureRandom().nextLong() >>> 16, 36);
  private static final AtomicLong COUNT = new AtomicLong();

  /// Encodes deliveries for the connections of one gateway.
  ///
  /// An encoder equals only itself. A gateway has one, for as long as it lives: each delivery keeps
  /// a result for each encoder.
  public interface Encoder<T> {

    /// Encodes a delivery. May be called by many threads at a time, and must not block.
    T encode(Delivery delivery);
  }

  /// A result, and those of other encoders.
  private record Encoded<T>(Encoder<T> encoder, T event, @Nullable Encoded<?> next) {}

  private final SentNote note;
  private final boolean isNamed;
  private volatile @Nullable Encoded<?> encoded;

  /// Creates a delivery with a new offset.
  public Delivery(ServerEvent event) {
    this(event, PROCESS + "-" + Long.toString(COUNT.incrementAndGet(), 36));
  }

  /// Creates a delivery that was under way before, on a dropped connection.
  public Delivery(ServerEvent event, String offset) {
    this(new SentNote(offset, event), !isDroppable(event));
  }

  private Delivery(SentNote note, boolean isNamed) {
    this.note = note;
    this.isNamed = isNamed;
  }

  /// Returns the same event without its offset, for a connection that logs no events any more.
  public Delivery unnamed() {
    return new Delivery(note, false);
  }

  /// Returns the offset. A client that has received this event names it, to be sent later events.
  /// It is unique.
  public String offset() {
    return note.offset();
  }

  /// Returns true if the client is told the offset. It may name only an event that is in its sent
  /// log, so a droppable event has none.
  public boolean isNamed() {
    return isNamed;
  }

  /// Returns true if a slow or returning client does without the event. That is the beginning of
  /// typing, which is soon over or repeated, and a chat signal, which is only for now.
  ///
  /// The end of typing, and presence, are states. A client that missed one would show a wrong state
  /// until the next change. So a client too slow for them is disconnected, and is sent them when it
  /// returns.
  public boolean isDroppable() {
    return isDroppable(event());
  }

  private static boolean isDroppable(ServerEvent event) {
    return event instanceof ServerEvent.TypingStarted || event instanceof ServerEvent.ChatSignalled;
  }

  /// Returns the event.
  public ServerEvent event() {
    return note.event();
  }

  /// Returns the note that connections keep, to send the event again.
  SentNote note() {
    return note;
  }

  /// Returns the event as an encoder encodes it.
  ///
  /// The encoder runs in the first call; if threads race, in the first few. Its result is kept for
  /// as long as the delivery.
  @SuppressWarnings("unchecked") // the result of an encoder has its type
  public <T> T encodedBy(Encoder<T> encoder) {
    Encoded<?> known = encoded;
    for (Encoded<?> each = known; each != null; each = each.next()) {
      if (each.encoder().equals(encoder)) {
        return (T) each.event();
      }
    }
    T event = encoder.encode(this);
    encoded = new Encoded<>(encoder, event, known);
    return event;
  }
}
