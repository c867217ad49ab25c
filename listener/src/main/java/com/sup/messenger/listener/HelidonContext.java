package com.sup.messenger.listener;

import io.helidon.common.context.Context;
import io.helidon.http.encoding.ContentEncodingContext;
import io.helidon.http.media.MediaContext;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.http.DirectHandlers;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The context that Helidon wants for a connection.
final class HelidonContext implements ListenerContext {
  private final Context context = Context.create();
  private final MediaContext media = MediaContext.create();
  private final ContentEncodingContext encodings = ContentEncodingContext.create();
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final DirectHandlers failures;
  private final ListenerConfig config;

  HelidonContext(HttpStack http) {
    this.failures = http.failures();
    this.config = ListenerConfig.builder().maxPayloadSize(http.maxPayloadSize()).buildPrototype();
  }

  @Override
  public Context context() {
    return context;
  }

  @Override
  public MediaContext mediaContext() {
    return media;
  }

  @Override
  public ContentEncodingContext contentEncodingContext() {
    return encodings;
  }

  @Override
  public DirectHandlers directHandlers() {
    return failures;
  }

  @Override
  public ListenerConfig config() {
    return config;
  }

  @Override
  public ExecutorService executor() {
    return executor;
  }
}
