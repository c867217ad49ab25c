package com.sup.messenger.bootstrap.system;

import com.sup.messenger.application.ChatApplication;
import com.sup.messenger.application.DevelopmentTokens;
import com.sup.messenger.application.connection.Observer;
import com.sup.messenger.application.memory.MemoryPorts;
import com.sup.messenger.application.memory.SystemScheduler;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.application.settings.Admission;
import com.sup.messenger.application.settings.Settings;
import com.sup.messenger.application.settings.Timings;
import com.sup.messenger.bootstrap.config.Configuration;
import com.sup.messenger.http.DevelopmentTokenRoute;
import com.sup.messenger.jwt.JwtTokenIssuer;
import com.sup.messenger.jwt.JwtTokenVerifier;
import com.sup.messenger.listener.ByteBudget;
import com.sup.messenger.listener.Deadlines;
import com.sup.messenger.listener.Listener;
import com.sup.messenger.listener.ListenerSettings;
import com.sup.messenger.listener.TrustedProxies;
import com.sup.messenger.websocket.engineio.Cors;
import com.sup.messenger.websocket.engineio.EngineConfig;
import com.sup.messenger.websocket.engineio.PeerUnavailableException;
import com.sup.messenger.websocket.engineio.Peers;
import com.sup.messenger.websocket.engineio.server.EngineServer;
import com.sup.messenger.websocket.gateway.SupGateway;
import com.sup.messenger.websocket.socketio.SocketConfig;
import com.sup.messenger.websocket.socketio.SocketServer;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

/// Instances in one process, in development, on one memory. Each has its own sessions and reaches
/// the others over a network with bounded messages.
final class MemoryCluster implements AutoCloseable {

  private static final int MAX_MESSAGE = 1_400_000;

  private final InstantSource clock = InstantSource.system();
  private final SystemScheduler scheduler = new SystemScheduler();
  private final Configuration configuration;
  private final Ports ports;
  private final Map<String, UnaryOperator<byte[]>> answerers = new ConcurrentHashMap<>();
  private final List<Instance> instances = new ArrayList<>();

  MemoryCluster(int size, String... variables) {
    configuration = Configuration.from(variables(variables));
    ports = MemoryPorts.create(clock, new JwtTokenVerifier(configuration.tokens(), clock));
    for (int i = 0; i < size; i++) {
      instances.add(new Instance("instan-" + i));
    }
  }

  private static Map<String, String> variables(String... variables) {
    Map<String, String> environment = new ConcurrentHashMap<>(Map.of("PORT", "0"));
    for (String variable : variables) {
      String[] parts = variable.split("=", 2);
      environment.put(parts[0], parts[1]);
    }
    return environment;
  }

  /// Returns the ports that the instances share.
  Ports shared() {
    return ports;
  }

  List<Integer> ports() {
    return instances.stream().map(Instance::port).toList();
  }

  Instance instance(int index) {
    return instances.get(index);
  }

  @Override
  public void close() {
    instances.forEach(Instance::close);
    scheduler.close();
  }

  /// One instance of the cluster.
  final class Instance implements AutoCloseable {
    private final String id;
    private final ChatApplication application;
    private final EngineServer engine;
    private final Listener web;

    private Instance(String id) {
      this.id = id;
      Settings settings =
          new Settings(
              Admission.ANYONE,
              Timings.DEFAULT,
              configuration.limits(),
              configuration.catchUp(),
              configuration.ice());
      application = new ChatApplication(ports, settings, clock, scheduler, id, Observer.NONE);
      SocketServer sockets = new SocketServer(SocketConfig.DEFAULT, (_, _) -> {});
      SupGateway.serve(sockets.of("/"), application, clock);
      EngineConfig config = EngineConfig.builder().cors(Cors.anyOrigin()).build();
      engine = new EngineServer(config, sockets, new Network(id));
      application.start();
      web = listen();
    }

    private Listener listen() {
      HttpRouting.Builder routing = HttpRouting.builder();
      routing.register(
          new DevelopmentTokenRoute(
              new DevelopmentTokens(new JwtTokenIssuer(configuration.tokens(), clock), clock)));
      ListenerSettings settings =
          new ListenerSettings(
              id,
              new InetSocketAddress(0),
              10_000,
              Deadlines.DEFAULT,
              Optional.empty(),
              TrustedProxies.NONE);
      try {
        return Listener.open(settings, engine.http(routing), ByteBudget.ofHeap(8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    String id() {
      return id;
    }

    int port() {
      return web.port();
    }

    /// Returns the number of its sessions.
    int sessions() {
      return engine.sessionCount();
    }

    EngineServer engine() {
      return engine;
    }

    /// Makes it unreachable for the others.
    void vanish() {
      answerers.remove(id);
    }

    @Override
    public void close() {
      application.stop();
      engine.close();
      web.close();
    }
  }

  private final class Network implements Peers {
    private final String self;

    private Network(String self) {
      this.self = self;
    }

    @Override
    public String self() {
      return self;
    }

    @Override
    public byte[] ask(String instance, byte[] question, Duration timeout)
        throws PeerUnavailableException {
      UnaryOperator<byte[]> answerer = answerers.get(instance);
      if (answerer == null) {
        throw new PeerUnavailableException("gone");
      }
      CompletableFuture<byte[]> answer = new CompletableFuture<>();
      Thread.startVirtualThread(() -> answer.complete(limited(answerer.apply(limited(question)))));
      try {
        return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
      } catch (TimeoutException | ExecutionException | InterruptedException e) {
        throw new PeerUnavailableException("no answer", e);
      }
    }

    private static byte[] limited(byte[] message) {
      if (message.length > MAX_MESSAGE) {
        throw new IllegalArgumentException("too long");
      }
      return message;
    }

    @Override
    public void answer(UnaryOperator<byte[]> answerer) {
      answerers.put(self, answerer);
    }
  }
}
