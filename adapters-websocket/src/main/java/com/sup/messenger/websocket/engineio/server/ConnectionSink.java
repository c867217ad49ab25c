package com.sup.messenger.websocket.engineio.server;

import io.helidon.common.GenericType;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http.spi.Sink;

/// The word to Helidon that a response has been sent, which another thread has written to the
/// connection.
///
/// @param markSent tells Helidon
record ConnectionSink(Runnable markSent) implements Sink<byte[]> {
  static final GenericType<ConnectionSink> TYPE = GenericType.create(ConnectionSink.class);

  /// Has Helidon take a response for sent.
  static void sent(ServerResponse response) {
    response.sink(TYPE).close();
  }

  @Override
  public Sink<byte[]> emit(byte[] event) {
    throw new UnsupportedOperationException("written through the connection");
  }

  @Override
  public void close() {
    markSent.run();
  }
}
