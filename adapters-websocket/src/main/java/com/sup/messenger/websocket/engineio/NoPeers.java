package com.sup.messenger.websocket.engineio;

import java.time.Duration;
import java.util.function.UnaryOperator;

/// One instance alone.
final class NoPeers implements Peers {

  @Override
  public String self() {
    return "";
  }

  @Override
  public byte[] ask(String instance, byte[] question, Duration timeout)
      throws PeerUnavailableException {
    throw new PeerUnavailableException("There is no other instance");
  }

  @Override
  public void answer(UnaryOperator<byte[]> answerer) {}
}
