package com.sup.messenger.http.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sup.messenger.application.port.bus.FrameNote;
import com.sup.messenger.application.trace.FrameTrace;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// Writes a trace as lines of JSON, as the frames come, until its time is over or its reader has
/// left.
///
/// A line about the trace itself comes whenever it has changed, and at least every 5 s. So a reader
/// that has left is found.
public final class TraceStream implements AutoCloseable {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Duration BEAT = Duration.ofSeconds(5);
  private static final Duration STEP = Duration.ofMillis(500);

  private final FrameTrace trace;
  private final Duration length;
  private final Consumer<Duration> patience;
  private List<String> instances = List.of();
  private long dropped;
  private long toldAt;

  /// @param patience gives the answer that is being written this time
  public TraceStream(FrameTrace trace, Duration length, Consumer<Duration> patience) {
    this.trace = trace;
    this.length = length;
    this.patience = patience;
  }

  /// Writes the lines. Returns when the trace is over.
  ///
  /// @throws IOException if the reader has left
  public void write(OutputStream lines) throws IOException {
    patience.accept(length.plusSeconds(10));
    long end = System.nanoTime() + length.toNanos();
    toldAt = System.nanoTime();
    try {
      for (long left = length.toNanos(); left > 0; left = end - System.nanoTime()) {
        Duration wait = Duration.ofNanos(Math.min(left, STEP.toNanos()));
        for (FrameNote frame : trace.next(wait)) {
          print(lines, json(frame));
        }
        tell(lines);
        lines.flush();
      }
      print(lines, JSON.objectNode().put("end", "time"));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Ends the trace.
  @Override
  public void close() {
    trace.close();
  }

  private void tell(OutputStream lines) throws IOException {
    List<String> now = trace.instances();
    boolean due = System.nanoTime() - toldAt > BEAT.toNanos();
    if (due || trace.dropped() != dropped || !now.equals(instances)) {
      instances = now;
      dropped = trace.dropped();
      toldAt = System.nanoTime();
      ObjectNode line = JSON.objectNode().put("dropped", dropped);
      instances.forEach(line.putArray("instances")::add);
      print(lines, line);
    }
  }

  private static ObjectNode json(FrameNote frame) {
    return JSON.objectNode()
        .put("at", frame.at().truncatedTo(ChronoUnit.MILLIS).toString())
        .put("instance", frame.instance())
        .put("deviceId", frame.device().value())
        .put("kind", frame.kind().name().toLowerCase(Locale.ROOT))
        .put("name", frame.name())
        .put("size", frame.size())
        .put("outcome", frame.outcome());
  }

  private static void print(OutputStream lines, JsonNode line) throws IOException {
    lines.write((line + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
