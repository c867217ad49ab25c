package com.sup.messenger.websocket.engineio;

import io.helidon.common.GenericType;
import io.helidon.webserver.http.spi.Sink;

/// The end of a response that was written to its [connection][CurrentConnection], past Helidon.
///
/// @param markSent tells Helidon that the response has been sent
record ConnectionSink(Runnable markSent) implements Sink<byte[]> {
  static final GenericType<ConnectionSink> TYPE = GenericType.create(ConnectionSink.class);

  @Override
  public Sink<byte[]> emit(byte[] event) {
    throw new UnsupportedOperationException("written through the connection");
  }

  @Override
  public void close() {
    markSent.run();
  }
}
