package com.sup.messenger.bootstrap;

import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.transport.PeerChannel;
import com.sup.messenger.websocket.engineio.PeerUnavailableException;
import com.sup.messenger.websocket.engineio.Peers;
import java.time.Duration;
import java.util.function.UnaryOperator;

/// The other instances, as the protocol layers call them.
record EnginePeers(String self, PeerChannel channel) implements Peers {

  @Override
  public byte[] ask(String instance, byte[] question, Duration timeout)
      throws PeerUnavailableException {
    try {
      return channel.ask(instance, question, timeout);
    } catch (UnavailableException e) {
      throw new PeerUnavailableException("No answer", e);
    }
  }

  @Override
  public void answer(UnaryOperator<byte[]> answerer) {
    channel.answer(answerer);
  }
}
