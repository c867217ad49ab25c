package com.sup.messenger.bootstrap.failure;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Hides what the message of an exception quotes. A database quotes values of a row, and a parser
/// quotes its input: content, tokens or names.
final class Quoted {

  private static final String HIDDEN = "(hidden)";
  private static final int MAX_SHOWN = 200;
  private static final int MAX_TEXTS = 1_000;
  private static final int MIN_LENGTH = 3;

  /// Quoted texts that are no name of a table, a column or a command, and everything that may be
  /// JSON or a row.
  private static final Pattern NO_NAME =
      Pattern.compile("(\"|')(?![\\w.-]{1,63}\\1).*?\\1|[{\\[=].*");

  private final Set<String> texts = new HashSet<>();

  /// @param arguments the arguments of the call that failed; every text in them is hidden
  Quoted(@Nullable Object @Nullable [] arguments) {
    collect(arguments == null ? List.of() : Arrays.asList(arguments));
  }

  private void collect(@Nullable Object value) {
    if (value == null || texts.size() >= MAX_TEXTS) {
      return;
    }
    switch (value) {
      case String text -> add(text);
      case Record all -> components(all);
      case Collection<?> all -> all.forEach(this::collect);
      case Optional<?> some -> some.ifPresent(this::collect);
      case Map<?, ?> all -> {
        collect(all.keySet());
        collect(all.values());
      }
      default -> {}
    }
  }

  private void add(String text) {
    if (text.length() >= MIN_LENGTH) {
      texts.add(text);
    }
  }

  private void components(Record all) {
    for (RecordComponent component : all.getClass().getRecordComponents()) {
      try {
        collect(component.getAccessor().invoke(all));
      } catch (ReflectiveOperationException _) {
        // A private record has no words of a client.
      }
    }
  }

  /// Returns the first line of a message, at most 200 characters, without what it quotes.
  String hiddenIn(@Nullable String message) {
    if (message == null) {
      return "no message";
    }
    String line = message.lines().findFirst().orElse("");
    // Longest first, for one text may begin another.
    for (String text :
        texts.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList()) {
      line = line.replace(text, HIDDEN);
    }
    line = NO_NAME.matcher(line).replaceAll(HIDDEN).replaceAll("\\p{Cntrl}+", " ");
    return line.length() > MAX_SHOWN ? line.substring(0, MAX_SHOWN) + "..." : line;
  }
}
