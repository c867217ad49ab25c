package com.sup.messenger.application.admin;

import com.sup.messenger.application.connection.ConnectionCounts;
import com.sup.messenger.application.instance.Figures;
import com.sup.messenger.application.port.Instances;
import com.sup.messenger.application.port.Instances.Instance;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The load of all instances: of this one now, of the others at their last beat.
public final class Statistics {

  private final Instances instances;
  private final Supplier<Instance> self;

  public Statistics(Instances instances, Supplier<Instance> self) {
    this.instances = instances;
    this.self = self;
  }

  Administration.Stats now() {
    Instance own = self.get();
    List<Instance> all =
        Stream.concat(
                instances.live().stream().filter(other -> !other.id().equals(own.id())),
                Stream.of(own))
            .sorted(Comparator.comparing(Instance::id))
            .toList();
    Map<String, Long> sums = new HashMap<>();
    all.forEach(i -> i.figures().forEach((name, value) -> sums.merge(name, value, Long::sum)));
    return new Administration.Stats(
        all.stream()
            .map(i -> new Administration.InstanceStats(i.id(), i.startedAt(), load(i.figures())))
            .toList(),
        load(sums));
  }

  private static Administration.Load load(Map<String, Long> figures) {
    return new Administration.Load(
        new ConnectionCounts(
            of(figures, Figures.ACTIVE), of(figures, Figures.TOTAL), of(figures, Figures.PEAK)),
        of(figures, Figures.ROOMS),
        rate(figures, Figures.EVENTS),
        rate(figures, Figures.FAILURES),
        rate(figures, Figures.MESSAGES));
  }

  private static double rate(Map<String, Long> figures, String name) {
    return of(figures, name + Figures.RATE) / 1_000.0;
  }

  private static long of(Map<String, Long> figures, String name) {
    return figures.getOrDefault(name, 0L);
  }
}
