package com.sup.messenger.websocket.engineio.polling;

import com.sup.messenger.websocket.engineio.packet.OutboundMessage;
import java.util.List;

/// A GET that waits for packets, here or at another instance.
public interface Poll {

  /// Takes the packets that it waits for.
  ///
  /// @throws RuntimeException when they do not reach the client
  void answer(List<OutboundMessage> packets);

  /// Answers that the session is unknown.
  ///
  /// @throws RuntimeException when that does not reach the client
  void refuse();

  /// Whether it came here after a moment of `nanoTime`; false where that cannot be told.
  boolean hasComeAfter(long moment);

  /// Cuts an answer that is being written.
  void abort();

  /// The most bytes that it takes at a time; it takes one packet in any case.
  int capacity();

  /// Whether nobody is there any more to take the packets.
  boolean isAbandoned(long now);
}
