package com.sup.messenger.websocket.engineio;

import java.time.Duration;
import java.util.function.UnaryOperator;

/// The peers of an instance that is alone.
public final class NoPeers implements Peers {

  @Override
  public String self() {
    return "";
  }

  @Override
  public byte[] ask(String instance, byte[] question, Duration timeout)
      throws PeerUnavailableException {
    throw new PeerUnavailableException("there is no other instance");
  }

  @Override
  public void answer(UnaryOperator<byte[]> answerer) {}
}
