package com.sup.messenger.bootstrap.logging;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The parts of an exception that a log may show.
///
/// @param classes its class, and those of its causes
/// @param frames the stack, the innermost frame first
public record Thrown(String classes, List<String> frames) {

  private static final int MAX_CAUSES = 5;
  private static final int MAX_FRAMES = 20;

  public static Thrown of(Throwable throwable) {
    return new Thrown(
        Stream.iterate(throwable, cause -> cause != null, Throwable::getCause)
            .limit(MAX_CAUSES)
            .map(cause -> cause.getClass().getName())
            .collect(Collectors.joining(" caused by ")),
        Arrays.stream(throwable.getStackTrace())
            .limit(MAX_FRAMES)
            .map(StackTraceElement::toString)
            .toList());
  }
}
