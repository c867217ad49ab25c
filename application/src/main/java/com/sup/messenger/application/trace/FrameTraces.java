package com.sup.messenger.application.trace;

import com.sup.messenger.application.instance.InstanceTopic;
import com.sup.messenger.application.port.Instances;
import com.sup.messenger.application.port.Scheduler;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.port.bus.Signal;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.RefusedException;
import com.sup.messenger.domain.UserId;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// Begins traces at this instance. Each trace asks all instances for the frames of its user, again
/// every second, see [FrameTaps].
public final class FrameTraces {

  /// The most traces at a time that are begun at one instance.
  public static final int MAX_TRACES = 8;

  private static final Duration RENEWAL = Duration.ofSeconds(1);

  private final InstanceTopic topic;
  private final Instances instances;
  private final Scheduler scheduler;
  private final Map<String, FrameTrace> open = new ConcurrentHashMap<>();

  public FrameTraces(InstanceTopic topic, Instances instances, Scheduler scheduler) {
    this.topic = topic;
    this.instances = instances;
    this.scheduler = scheduler;
    topic.onSignal(this::hear);
  }

  private void hear(Signal signal) {
    if (signal instanceof Signal.Traced answer) {
      FrameTrace trace = open.get(answer.id());
      if (trace != null) {
        trace.hear(answer);
      }
    }
  }

  /// Begins a trace of a user. The caller closes it.
  ///
  /// @throws RefusedException `RATE_LIMIT_EXCEEDED` if [#MAX_TRACES] run
  public FrameTrace begin(UserId user) {
    String id = UUID.randomUUID().toString();
    FrameTrace trace = new FrameTrace(() -> open.remove(id));
    synchronized (open) {
      if (open.size() >= MAX_TRACES) {
        throw new RefusedException(Refusal.RATE_LIMIT_EXCEEDED, "Too many traces at a time");
      }
      open.put(id, trace);
    }
    renew(id, user);
    return trace;
  }

  private void renew(String id, UserId user) {
    if (open.containsKey(id)) {
      scheduler.after(RENEWAL, () -> renew(id, user));
      live().forEach(instance -> tell(instance, new Signal.Trace(id, topic.id(), user)));
    }
  }

  private Set<String> live() {
    Set<String> live = new HashSet<>(Set.of(topic.id()));
    try {
      instances.live().forEach(instance -> live.add(instance.id()));
    } catch (UnavailableException _) {
      // The frames of this instance are better than none.
    }
    return live;
  }

  private void tell(String instance, Signal signal) {
    try {
      topic.tell(instance, signal);
    } catch (UnavailableException _) {
      // The next renewal may come through.
    }
  }
}
