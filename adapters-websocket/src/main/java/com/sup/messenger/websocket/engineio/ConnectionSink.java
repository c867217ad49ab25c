package com.sup.messenger.websocket.engineio;

import io.helidon.common.GenericType;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http.spi.Sink;

/// The connection under an HTTP response, for a response that another thread writes.
///
/// @param connection reads and writes the connection's raw bytes
/// @param markSent tells Helidon that the response has been sent
record ConnectionSink(ConnectionContext connection, Runnable markSent) implements Sink<byte[]> {
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
