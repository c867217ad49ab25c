package com.sup.messenger.bootstrap.metrics;

import io.helidon.common.media.type.MediaTypes;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.metrics.api.MeterRegistry;
import io.helidon.metrics.api.MeterRegistryFormatter;
import io.helidon.metrics.api.MetricsFactory;
import io.helidon.metrics.spi.MeterRegistryFormatterProvider;
import io.helidon.service.registry.Services;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Serves the meters at `GET /metrics`, in Prometheus' text format.
public final class MetricsRoute implements HttpService {

  private static final String TEXT_FORMAT = "text/plain; version=0.0.4; charset=utf-8";

  private final MeterRegistryFormatter formatter;

  /// Renders on a platform thread. A virtual thread would occupy one of the few carrier threads for
  /// the whole time. Frequent requests would then delay messages.
  private final ExecutorService renderer =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("metrics").factory());

  public MetricsRoute(MeterRegistry registry) {
    formatter =
        ServiceLoader.load(MeterRegistryFormatterProvider.class).stream()
            .map(provider -> formatter(provider.get(), registry))
            .flatMap(Optional::stream)
            .findFirst()
            .orElseThrow();
  }

  private static Optional<MeterRegistryFormatter> formatter(
      MeterRegistryFormatterProvider provider, MeterRegistry registry) {
    return provider.formatter(
        MediaTypes.TEXT_PLAIN,
        Services.get(MetricsFactory.class).metricsConfig(),
        registry,
        Optional.empty(),
        List.of(),
        List.of());
  }

  @Override
  public void routing(HttpRules rules) {
    rules.get("/metrics", this::metrics);
  }

  @Override
  public void afterStop() {
    renderer.shutdown();
  }

  private void metrics(ServerRequest request, ServerResponse response) {
    String all = CompletableFuture.supplyAsync(this::render, renderer).join();
    response.header(HeaderNames.CONTENT_TYPE, TEXT_FORMAT);
    response.status(Status.OK_200).send(all);
  }

  private String render() {
    return formatter.format().map(Object::toString).orElse("");
  }
}
