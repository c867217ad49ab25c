package com.sup.messenger.bootstrap;

import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.websocket.engineio.PeerUnavailableException;
import com.sup.messenger.websocket.engineio.Peers;
import java.time.Duration;
import java.util.function.UnaryOperator;

/// The other instances, as the transport calls them. Uses the port of the application.
record EnginePeers(String self, com.sup.messenger.application.port.spi.PeerChannel port)
    implements Peers {

  @Override
  public byte[] ask(String instance, byte[] question, Duration timeout)
      throws PeerUnavailableException {
    try {
      return port.ask(instance, question, timeout);
    } catch (UnavailableException e) {
      throw new PeerUnavailableException("No answer", e);
    }
  }

  @Override
  public void answer(UnaryOperator<byte[]> answerer) {
    port.answer(answerer);
  }
}
