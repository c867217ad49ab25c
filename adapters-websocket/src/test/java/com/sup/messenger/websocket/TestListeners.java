package com.sup.messenger.websocket;

import com.sup.messenger.listener.ByteBudget;
import com.sup.messenger.listener.Deadlines;
import com.sup.messenger.listener.HttpStack;
import com.sup.messenger.listener.Listener;
import com.sup.messenger.listener.ListenerSettings;
import com.sup.messenger.listener.TlsServer;
import com.sup.messenger.listener.TrustedProxies;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.http1.spi.Http1Upgrader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/// Listeners for tests, on free ports of loopback.
public final class TestListeners {

  private static final long HEAP_SHARE = 8;

  private TestListeners() {}

  /// Returns settings with wide bounds.
  public static ListenerSettings settings() {
    return settings(0, 10_000, Deadlines.DEFAULT, Optional.empty());
  }

  public static ListenerSettings settings(
      int port, int maxConnections, Deadlines deadlines, Optional<SSLContext> tls) {
    return new ListenerSettings(
        "test",
        new InetSocketAddress("127.0.0.1", port),
        maxConnections,
        deadlines,
        tls.map(context -> new TlsServer(() -> context)),
        TrustedProxies.NONE);
  }

  /// Returns a stack of routes and upgrades.
  public static HttpStack http(HttpRouting.Builder routing, Http1Upgrader... upgraders) {
    var http1 = Http1ConnectionSelector.builder().config(Http1Config.create());
    for (Http1Upgrader upgrader : upgraders) {
      http1.addUpgrader(upgrader);
    }
    return new HttpStack(routing, http1.build(), 1_000_000, DirectHandlers.create());
  }

  public static Listener open(ListenerSettings settings, HttpStack http) {
    try {
      ByteBudget budget = new ByteBudget(Runtime.getRuntime().maxMemory() / HEAP_SHARE);
      return Listener.open(settings, http, budget);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
