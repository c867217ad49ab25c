package com.sup.messenger.application.instance;

import static java.util.Objects.requireNonNull;

import com.sup.messenger.application.event.ConnectionRefusedException;
import com.sup.messenger.domain.Refusal;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/// Counts refusals by their code since the start of the instance, as figures that it reports:
/// `count.connection.INVALID_TOKEN`, `count.event.RATE_LIMIT_EXCEEDED`.
public final class RefusalCounts {

  private final Map<ConnectionRefusedException.Code, LongAdder> connections =
      new EnumMap<>(ConnectionRefusedException.Code.class);
  private final Map<Refusal, LongAdder> events = new EnumMap<>(Refusal.class);

  public RefusalCounts(Figures figures) {
    for (ConnectionRefusedException.Code code : ConnectionRefusedException.Code.values()) {
      connections.put(code, counted(figures, "connection", code));
    }
    for (Refusal code : Refusal.values()) {
      events.put(code, counted(figures, "event", code));
    }
  }

  private static LongAdder counted(Figures figures, String kind, Enum<?> code) {
    LongAdder count = new LongAdder();
    figures.report(Figures.COUNT + kind + "." + code.name(), count::sum);
    return count;
  }

  /// Counts a refused handshake.
  public void connection(ConnectionRefusedException.Code code) {
    requireNonNull(connections.get(code)).increment();
  }

  /// Counts a refused event.
  public void event(Refusal code) {
    requireNonNull(events.get(code)).increment();
  }
}
