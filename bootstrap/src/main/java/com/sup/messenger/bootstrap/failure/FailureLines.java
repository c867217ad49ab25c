package com.sup.messenger.bootstrap.failure;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Logs failures of adapters: one line in 10 s for each kind. A kind is a module, a port and the
/// class of the exception.
///
/// At 200 kinds, all further ones share a line.
final class FailureLines {

  private static final System.Logger LOG = System.getLogger(FailureLines.class.getName());

  private static final Duration PERIOD = Duration.ofSeconds(10);
  private static final int MAX_KINDS = 200;
  private static final int MAX_CAUSES = 3;
  private static final int MAX_FRAMES = 3;

  /// The place of a failure.
  record Place(String module, Class<?> port, String method) {}

  private record Kind(String module, Class<?> port, Class<?> thrown) {}

  private record Count(Instant logged, long since) {}

  private static final Kind OTHER = new Kind("", Object.class, Throwable.class);

  private final InstantSource clock;
  private final Map<Kind, Count> kinds = new HashMap<>();

  FailureLines(InstantSource clock) {
    this.clock = clock;
  }

  /// Logs a failure, unless one of its kind was logged in the last 10 s.
  ///
  /// @param arguments those of the call; their texts are hidden in the line
  void log(Place place, Throwable failure, @Nullable Object @Nullable [] arguments) {
    long more = due(new Kind(place.module, place.port, failure.getClass()));
    if (more >= 0) {
      LOG.log(
          System.Logger.Level.WARNING,
          () ->
              "The adapter of %s.%s of module %s failed%s: %s"
                  .formatted(
                      place.port.getSimpleName(),
                      place.method,
                      place.module,
                      more == 0 ? "" : " (and " + more + " calls of the port before)",
                      described(failure, new Quoted(arguments))));
    }
  }

  /// Returns the number of failures that were not logged since the last line; less than 0 if this
  /// one is not to be logged.
  private synchronized long due(Kind kind) {
    Kind key = kinds.containsKey(kind) || kinds.size() < MAX_KINDS ? kind : OTHER;
    Instant now = clock.instant();
    Count count = kinds.get(key);
    if (count != null && now.isBefore(count.logged.plus(PERIOD))) {
      kinds.put(key, new Count(count.logged, count.since + 1));
      return -1;
    }
    kinds.put(key, new Count(now, 0));
    return count == null ? 0 : count.since;
  }

  private static String described(Throwable failure, Quoted quoted) {
    Throwable root = causes(failure).reduce(failure, (_, cause) -> cause);
    String words =
        causes(failure)
            .map(cause -> cause.getClass().getName() + ": " + quoted.hiddenIn(cause.getMessage()))
            .collect(Collectors.joining(", caused by "));
    return words
        + Arrays.stream(root.getStackTrace())
            .limit(MAX_FRAMES)
            .map(frame -> " at " + frame)
            .collect(Collectors.joining(","));
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause).limit(MAX_CAUSES);
  }
}
