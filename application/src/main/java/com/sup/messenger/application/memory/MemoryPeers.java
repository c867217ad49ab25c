package com.sup.messenger.application.memory;

import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.port.spi.Peers;
import java.time.Duration;
import java.util.function.UnaryOperator;

/// No other instance shares this memory: nobody is there to be asked.
public final class MemoryPeers implements Peers {

  @Override
  public byte[] ask(String instance, byte[] question, Duration timeout) {
    throw new UnavailableException("There is no other instance");
  }

  @Override
  public void answer(UnaryOperator<byte[]> answerer) {}
}
