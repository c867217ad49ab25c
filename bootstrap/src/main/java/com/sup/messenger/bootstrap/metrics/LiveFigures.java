package com.sup.messenger.bootstrap.metrics;

import com.sup.messenger.application.ChatApplication;
import com.sup.messenger.application.connection.ConnectionCounts;
import com.sup.messenger.application.instance.Figures;
import com.sup.messenger.application.port.Scheduler;
import com.sup.messenger.websocket.engineio.server.EngineServer;
import com.sup.messenger.websocket.gateway.Traffic;
import com.sup.messenger.websocket.socketio.lifecycle.DisconnectReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The current figures of an instance, for meters and the log. Each figure is read from its owner.
///
/// @param application counts connections and topics, and watches that events arrive
/// @param traffic counts what was sent
/// @param engine counts what was dropped
/// @param others the transports of further gateways
public record LiveFigures(
    ChatApplication application, Traffic traffic, EngineServer engine, List<String> others) {

  private static final System.Logger LOG = System.getLogger(LiveFigures.class.getName());

  private static final Duration PERIOD = Duration.ofMinutes(5);

  /// Makes the meters. They read the figures whenever Prometheus asks for them.
  public void meterBy(Meters meters) {
    meterConnections(meters);
    meters.gauge("sup.rooms", "Topics that this instance follows", application::rooms);
    meters.total("sup.deliveries", "Events handed to connections", traffic::deliveries);
    meters.total(
        "sup.packets.dropped", "Volatile packets dropped for slow clients", engine::droppedPackets);
    meters.total(
        "sup.gap.fills", "Messages delivered that the bus had lost", application::gapsFilled);
    meters.gauge("sup.ready", "1 if the instance is ready", () -> application.isReady() ? 1 : 0);
    meters.gauge(
        "sup.canary.age.seconds", "Seconds since the last own event arrived", this::canaryAge);
  }

  private void meterConnections(Meters meters) {
    List<String> transports = new ArrayList<>(List.of("polling", "websocket"));
    transports.addAll(others);
    for (String transport : transports) {
      meters.gauge(
          "sup.connections",
          "Connections now",
          () -> application.connectionsBy(transport),
          "transport",
          transport);
    }
    meters.gauge(
        "sup.connections.peak",
        "Greatest number of connections at a time",
        () -> application.connections().peak());
    meters.total(
        "sup.connections.opened",
        "Connections since the start",
        () -> application.connections().total());
    for (DisconnectReason reason : DisconnectReason.values()) {
      meters.total(
          "sup.disconnects",
          "Connections that have ended",
          () -> traffic.ends(reason),
          "reason",
          Traffic.name(reason));
    }
  }

  /// Adds what the listeners count to the figures that this instance reports to the others.
  public void report() {
    application.report(Figures.COUNT + "connection.ORIGIN", engine::refusedOrigins);
    application.report(Figures.COUNT + "packets.dropped", engine::droppedPackets);
    for (DisconnectReason reason : DisconnectReason.values()) {
      application.report(
          Figures.COUNT + "disconnect." + Traffic.name(reason), () -> traffic.ends(reason));
    }
  }

  private double canaryAge() {
    return application.canaryAge().map(age -> age.toMillis() / 1_000.0).orElse(Double.NaN);
  }

  /// Logs one line every five minutes.
  public void logBy(Scheduler scheduler) {
    scheduler.after(
        PERIOD,
        () -> {
          LOG.log(System.Logger.Level.INFO, this::line);
          logBy(scheduler);
        });
  }

  private String line() {
    ConnectionCounts connections = application.connections();
    return "Figures: ready=%s connections=%d peak=%d opened=%d rooms=%d deliveries=%d dropped=%d"
            .formatted(
                application.isReady(),
                connections.active(),
                connections.peak(),
                connections.total(),
                application.rooms(),
                traffic.deliveries(),
                engine.droppedPackets())
        + " slow=%d gapfills=%d"
            .formatted(traffic.ends(DisconnectReason.SLOW_CONSUMER), application.gapsFilled());
  }
}
