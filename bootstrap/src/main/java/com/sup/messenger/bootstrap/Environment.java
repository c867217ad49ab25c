package com.sup.messenger.bootstrap;

import com.sup.messenger.application.port.ConfigurationException;
import com.sup.messenger.application.port.Variable;
import com.sup.messenger.application.port.Variables;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads variables, each checked.
final class Environment implements Variables {

  private final Map<String, String> variables;

  Environment(Map<String, String> variables) {
    this.variables = Map.copyOf(variables);
  }

  @Override
  public <T> T get(Variable<T> variable) {
    return variable.read(variables.getOrDefault(variable.name(), ""));
  }

  /// The value, or null where it is unset or empty.
  @Nullable String text(String name) {
    String value = variables.getOrDefault(name, "").strip();
    return value.isEmpty() ? null : value;
  }

  /// The comma-separated values; none where it is unset.
  List<String> list(String name) {
    String value = text(name);
    return value == null
        ? List.of()
        : Arrays.stream(value.split(",", -1))
            .map(String::strip)
            .filter(part -> !part.isEmpty())
            .toList();
  }

  int integer(String name, int fallback, int min, int max) {
    return integer(name, fallback, min, max, "");
  }

  /// @param others what else the value may be, told where it is refused
  int integer(String name, int fallback, int min, int max, String others) {
    String value = text(name);
    if (value == null) {
      return fallback;
    }
    try {
      int number = Integer.parseInt(value);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException _) {
      // Told below, as a number out of range is.
    }
    throw new ConfigurationException(name, value, "an integer from " + min + " to " + max + others);
  }

  Duration millis(String name, int fallback) {
    return Duration.ofMillis(integer(name, fallback, 1, Integer.MAX_VALUE));
  }

  <E extends Enum<E>> E constant(String name, Class<E> type, E fallback) {
    String value = text(name);
    if (value == null) {
      return fallback;
    }
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.name().equalsIgnoreCase(value))
        .findFirst()
        .orElseThrow(() -> new ConfigurationException(name, value, oneOf(type.getEnumConstants())));
  }

  private static String oneOf(Enum<?>[] constants) {
    return Arrays.stream(constants)
        .map(constant -> constant.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(" or "));
  }
}
