package com.sup.messenger.json;

import com.sup.messenger.domain.InvalidValueException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/// Times as ISO-8601 texts (contract, "Conventions").
public final class IsoTime {

  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private IsoTime() {}

  /// Returns the text of a time: in UTC, with milliseconds.
  public static String write(Instant time) {
    return FORM.format(time);
  }

  /// Reads a time, with any offset from UTC.
  ///
  /// @throws InvalidValueException if the text is none
  public static Instant read(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException _) {
      throw new InvalidValueException("must be an ISO-8601 time, such as 2026-01-31T12:00:00Z");
    }
  }
}
