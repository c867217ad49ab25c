package com.sup.messenger.application.port.spi;

import com.sup.messenger.application.port.UnavailableException;
import java.time.Duration;
import java.util.function.UnaryOperator;

/// Lets the instances ask each other.
public interface Peers {

  /// Asks an instance, and waits for what it answers.
  ///
  /// @throws UnavailableException where no answer has come in time, or none can come since the
  ///     instance is not there; it may have been asked all the same
  byte[] ask(String instance, byte[] question, Duration timeout);

  /// Answers what this instance is asked from now on, by calls on virtual threads, many at a time:
  /// each other instance may have 750 questions wait here for some seconds.
  /// Where the answerer throws, there is no answer.
  void answer(UnaryOperator<byte[]> answerer);
}
