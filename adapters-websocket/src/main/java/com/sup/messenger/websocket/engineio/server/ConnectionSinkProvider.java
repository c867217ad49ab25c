package com.sup.messenger.websocket.engineio.server;

import io.helidon.common.GenericType;
import io.helidon.common.media.type.MediaType;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http.spi.Sink;
import io.helidon.webserver.http.spi.SinkProvider;
import io.helidon.webserver.http.spi.SinkProviderContext;
import java.util.function.BiConsumer;

/// Lets long-polling handlers mark a response as sent. Found by [java.util.ServiceLoader].
public final class ConnectionSinkProvider implements SinkProvider<byte[]> {

  /// Called by [java.util.ServiceLoader].
  public ConnectionSinkProvider() {}

  @Override
  public boolean supports(GenericType<? extends Sink<?>> type, ServerRequest request) {
    return type.equals(ConnectionSink.TYPE);
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // supports() saw the type
  public <X extends Sink<byte[]>> X create(SinkProviderContext context) {
    return (X) new ConnectionSink(context.closeRunnable());
  }

  @Override
  @Deprecated
  @SuppressWarnings({"removal", "TypeParameterUnusedInFormals"})
  public <X extends Sink<byte[]>> X create(
      ServerResponse response, BiConsumer<Object, MediaType> consumer, Runnable closeRunnable) {
    throw new UnsupportedOperationException("call create(SinkProviderContext) instead");
  }
}
