package com.sup.messenger.domain.call;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// The times after which a call ends by itself (contract, "Calls").
///
/// @param ringing the longest time that a call rings
/// @param returning the time in which a device that has dropped must return
public record CallDeadlines(Duration ringing, Duration returning) {

  /// Returns the time at which a call stops ringing by itself.
  public Instant ringEnd(Ringing call) {
    return call.since().plus(ringing);
  }

  /// Returns the earliest time at which the call ends if nothing changes before. Empty if it does
  /// not end by itself.
  public Optional<Instant> of(LiveCall call) {
    Stream<Instant> ring =
        call instanceof Ringing rings ? Stream.of(ringEnd(rings)) : Stream.empty();
    return Stream.concat(ring, returns(call)).min(Instant::compareTo);
  }

  /// Ends the call if one of its times is over. A call that rang for too long has no answer, even
  /// if its caller has dropped too.
  public Optional<Ended> end(LiveCall call, Instant now) {
    if (call instanceof Ringing rings && !now.isBefore(ringEnd(rings))) {
      return Optional.of(rings.timeOut(now));
    }
    return returns(call).anyMatch(end -> !now.isBefore(end))
        ? Optional.of(call.disconnect(now))
        : Optional.empty();
  }

  /// Returns the times by which the devices that are away must return.
  private Stream<Instant> returns(LiveCall call) {
    return call.legs()
        .map(Leg::awaySince)
        .filter(Objects::nonNull)
        .map(since -> since.plus(returning));
  }
}
