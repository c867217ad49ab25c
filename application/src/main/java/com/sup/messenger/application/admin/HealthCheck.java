package com.sup.messenger.application.admin;

import com.sup.messenger.application.instance.Echo;
import com.sup.messenger.application.instance.Figures;
import com.sup.messenger.application.port.Instances;
import com.sup.messenger.application.port.Instances.Instance;
import com.sup.messenger.application.port.UnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/// Asks all instances if they are well.
public final class HealthCheck {

  /// The time in which an instance answers another one.
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private final Instances instances;
  private final Supplier<Instance> self;
  private final Echo echo;
  private final InstantSource clock;

  /// @param self returns this instance as it is now
  public HealthCheck(Instances instances, Supplier<Instance> self, Echo echo, InstantSource clock) {
    this.instances = instances;
    this.self = self;
    this.echo = echo;
    this.clock = clock;
  }

  Operations.Health now() {
    Instance own = self.get();
    List<Instance> all = new ArrayList<>(List.of(own));
    boolean complete = true;
    try {
      instances.live().stream().filter(other -> !other.id().equals(own.id())).forEach(all::add);
    } catch (UnavailableException _) {
      complete = false;
    }
    all.sort(Comparator.comparing(Instance::startedAt).thenComparing(Instance::id));
    Set<String> answering = echo.ask(all.stream().map(Instance::id).toList(), PATIENCE);
    Instant now = clock.instant();
    return new Operations.Health(
        own.id(),
        complete,
        all.stream().map(i -> health(i, answering.contains(i.id()), now)).toList());
  }

  private static Operations.InstanceHealth health(Instance instance, boolean answers, Instant now) {
    return new Operations.InstanceHealth(
        instance.id(),
        instance.startedAt(),
        Signs.state(instance, now),
        answers,
        Signs.clockAhead(instance, now),
        counts(instance.figures()));
  }

  private static Map<String, Long> counts(Map<String, Long> figures) {
    Map<String, Long> counts = new TreeMap<>();
    figures.forEach(
        (name, value) -> {
          if (name.startsWith(Figures.COUNT) && value > 0) {
            counts.put(name.substring(Figures.COUNT.length()), value);
          }
        });
    return counts;
  }
}
