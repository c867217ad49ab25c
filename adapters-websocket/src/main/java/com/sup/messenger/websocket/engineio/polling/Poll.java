package com.sup.messenger.websocket.engineio.polling;

import com.sup.messenger.websocket.engineio.packet.OutboundMessage;
import java.util.List;

/// A GET that waits for packets, here or at another instance.
public interface Poll {

  /// Writes the packets that it waits for.
  ///
  /// @throws RuntimeException if they do not reach the client
  void answer(List<OutboundMessage> packets);

  /// Answers that the session is unknown.
  ///
  /// @throws RuntimeException if that does not reach the client
  void refuse();

  /// Returns true if it came here after a moment of `nanoTime`. Returns false if that is not known.
  boolean hasComeAfter(long moment);

  /// Cuts an answer that is being written.
  void abort();

  /// Returns the most bytes that it takes at a time. It takes one packet in any case.
  int capacity();

  /// Returns true if nobody is left to take the packets.
  boolean isAbandoned(long now);
}
