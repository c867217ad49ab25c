package com.sup.messenger.application.transport;

import com.sup.messenger.application.port.UnavailableException;
import java.time.Duration;
import java.util.function.UnaryOperator;

/// Questions and answers between instances. The transport needs it for a request of a client that
/// reaches another instance than the one with its session.
///
/// An adapter module provides it among its adapters. It is no port: no use case calls it.
public interface PeerChannel {

  /// The most questions of one instance that wait for their answers at a time. A further one is
  /// unavailable at once.
  int MAX_ASKED = 2_048;

  /// The most questions that an instance answers at a time. A further one gets no answer.
  int MAX_ANSWERED = 4_096;

  /// The most bytes of a question that counts as one. A longer one counts as several.
  int UNIT = 16 * 1024;

  /// Sends a question to an instance, and waits for the answer.
  ///
  /// @throws UnavailableException if no answer came in time, the instance does not exist, or
  ///     [#MAX_ASKED] questions wait; the instance may have received the question
  byte[] ask(String instance, byte[] question, Duration timeout);

  /// Sets the function that answers questions to this instance.
  ///
  /// The function is called on virtual threads, up to [#MAX_ANSWERED] at a time, and may take some
  /// seconds. If it throws, the question gets no answer.
  void answer(UnaryOperator<byte[]> answerer);
}
