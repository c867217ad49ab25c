package com.sup.messenger.application.settings;

import static java.util.Map.entry;

import com.sup.messenger.application.event.ClientEvent;
import com.sup.messenger.application.event.EventName;
import com.sup.messenger.domain.limit.RateLimit;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The rate limits of events, each of one user (contract, "Limits").
///
/// @param byEvent the limits of events that have one of their own
/// @param others the limit of each other event
public record RateLimits(Map<String, RateLimit> byEvent, RateLimit others) {

  /// The name of every event that a client may send.
  public static final Set<String> EVENTS =
      ClientEvent.types().stream()
          .map(event -> event.getAnnotation(EventName.class).value())
          .collect(Collectors.toUnmodifiableSet());

  private static final String TYPING = "message:typing";
  private static final String STOP_TYPING = "message:stop-typing";

  /// The limits of the contract.
  public static final RateLimits DEFAULT =
      new RateLimits(
          Map.ofEntries(
              entry("message:new", RateLimit.of(30, 60)),
              entry(TYPING, RateLimit.of(10, 10)),
              entry(STOP_TYPING, RateLimit.of(10, 10)),
              entry("message:delivered", RateLimit.of(100, 60)),
              entry("message:read", RateLimit.of(100, 60)),
              entry("chat:signal", RateLimit.of(300, 60)),
              entry("presence:update", RateLimit.of(20, 60)),
              entry("call:initiate", RateLimit.of(5, 60)),
              entry("call:ice-candidate", RateLimit.of(300, 60)),
              entry("reaction:new", RateLimit.of(50, 60)),
              entry("reaction:remove", RateLimit.of(50, 60))),
          RateLimit.of(60, 60));

  /// All unknown events share one bucket: a client cannot make buckets by inventing names.
  private static final String UNKNOWN = "unknown";

  public RateLimits {
    byEvent = Map.copyOf(byEvent);
  }

  /// Returns these limits with changes. A change of the typing limit also holds for its end, unless
  /// that has a change of its own.
  public RateLimits with(Map<String, RateLimit> changes, RateLimit changedOthers) {
    Map<String, RateLimit> changed = new HashMap<>(byEvent);
    changed.putAll(changes);
    if (changes.containsKey(TYPING)) {
      changed.put(STOP_TYPING, changes.getOrDefault(STOP_TYPING, changes.get(TYPING)));
    }
    return new RateLimits(changed, changedOthers);
  }

  /// Returns the limit of an event, known or not.
  public RateLimit of(String event) {
    return byEvent.getOrDefault(event, others);
  }

  /// Returns the bucket of an event, known or not.
  public static String bucket(String event) {
    return EVENTS.contains(event) ? event : UNKNOWN;
  }
}
