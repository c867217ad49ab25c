package com.sup.messenger.application.memory;

import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.transport.PeerChannel;
import java.time.Duration;
import java.util.function.UnaryOperator;

/// Peers of a single instance: there is no other one to ask.
public final class MemoryPeerChannel implements PeerChannel {

  @Override
  public byte[] ask(String instance, byte[] question, Duration timeout) {
    throw new UnavailableException("There is no other instance");
  }

  @Override
  public void answer(UnaryOperator<byte[]> answerer) {}
}
