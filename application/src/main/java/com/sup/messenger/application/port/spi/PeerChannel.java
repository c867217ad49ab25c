package com.sup.messenger.application.port.spi;

import com.sup.messenger.application.port.UnavailableException;
import java.time.Duration;
import java.util.function.UnaryOperator;

/// Requests and answers between instances.
public interface PeerChannel {

  /// Sends a request to an instance, and waits for the answer.
  ///
  /// @throws UnavailableException if no answer came in time, or the instance does not exist; it may
  ///     have received the request
  byte[] ask(String instance, byte[] question, Duration timeout);

  /// Sets the function that answers requests to this instance.
  ///
  /// The function is called on virtual threads, many at a time: each other instance may have 750
  /// requests wait here for some seconds. If it throws, the request gets no answer.
  void answer(UnaryOperator<byte[]> answerer);
}
