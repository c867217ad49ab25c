package com.sup.messenger.websocket.engineio.server;

import io.helidon.common.GenericType;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http.spi.Sink;

/// Marks a response as sent, for Helidon. Another thread has written it to the connection.
///
/// A response of Helidon is written on the thread of its request. No upstream issue asks for
/// another way; `PollRaceTest` needs one.
///
/// @param markSent marks the response
record ConnectionSink(Runnable markSent) implements Sink<byte[]> {
  static final GenericType<ConnectionSink> TYPE = GenericType.create(ConnectionSink.class);

  /// Marks a response as sent.
  static void sent(ServerResponse response) {
    response.sink(TYPE).close();
  }

  @Override
  public Sink<byte[]> emit(byte[] event) {
    throw new UnsupportedOperationException("write through the connection instead");
  }

  @Override
  public void close() {
    markSent.run();
  }
}
