package com.sup.messenger.application;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// An event on its way to any number of connections, encoded once for all of them.
public final class Delivery {

  private final ServerEvent event;
  private volatile @Nullable Object encoded;

  public Delivery(ServerEvent event) {
    this.event = event;
  }

  /// The event.
  public ServerEvent event() {
    return event;
  }

  /// The event as the one gateway of this process encodes it; the encoder runs at the first call
  /// (at
  /// the first few, where threads race), always to the same type.
  @SuppressWarnings("unchecked")
  public <T> T encodedBy(Function<ServerEvent, T> encoder) {
    Object known = encoded;
    if (known == null) {
      known = encoder.apply(event);
      encoded = known;
    }
    return (T) known;
  }
}
