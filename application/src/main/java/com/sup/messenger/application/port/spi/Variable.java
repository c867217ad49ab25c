package com.sup.messenger.application.port.spi;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A configuration variable, declared once: by this it is read, checked and documented.
///
/// @param name its name in the environment and in the configuration file
/// @param meaning what it does, for the operator: one line of Markdown
/// @param allowed which values there are; goes on after "must be"
/// @param usual what it is where it is unset, as the documentation says it
/// @param unset its value where it is unset or blank
/// @param secrecy what is shown of a value
/// @param form how a value is read
public record Variable<T>(
    String name,
    String meaning,
    String allowed,
    String usual,
    T unset,
    Secrecy secrecy,
    Form<T> form) {

  /// How a value that is set is read.
  @FunctionalInterface
  public interface Form<T> {

    /// The value of a text that is not blank.
    ///
    /// @throws IllegalArgumentException where it is not allowed
    T read(String text);
  }

  /// What may be shown of a value.
  public enum Secrecy {
    /// All of it.
    OPEN {
      @Override
      String shown(String value) {
        return value;
      }
    },
    /// All but what stands before the last `@`: passwords in URLs.
    PASSWORD {
      @Override
      String shown(String value) {
        return value.replaceAll("^([a-z]+://)?.*@", "$1(hidden)@");
      }
    },
    /// Nothing.
    SECRET {
      @Override
      String shown(String value) {
        return value.isEmpty() ? "" : "(hidden)";
      }
    };

    abstract String shown(String value);
  }

  /// A variable that may be unset.
  public static <T> Variable<Optional<T>> of(
      String name, String meaning, String allowed, Form<T> form) {
    return new Variable<>(
        name,
        meaning,
        allowed,
        "",
        Optional.empty(),
        Secrecy.OPEN,
        text -> Optional.of(form.read(text)));
  }

  /// Comma-separated values, none where it is unset.
  public static <T> Variable<List<T>> list(
      String name, String meaning, String allowed, Form<T> form) {
    return new Variable<>(
        name, meaning, allowed, "", List.of(), Secrecy.OPEN, text -> elements(text, form));
  }

  /// An integer out of a range.
  public static Variable<Integer> integer(
      String name, String meaning, int usual, int min, int max) {
    return new Variable<>(
        name,
        meaning,
        "an integer from " + min + " to " + max,
        String.valueOf(usual),
        usual,
        Secrecy.OPEN,
        text -> within(Integer.parseInt(text), min, max));
  }

  /// A time in milliseconds, at least one.
  public static Variable<Duration> millis(String name, String meaning, Duration usual) {
    int millis = Math.toIntExact(usual.toMillis());
    Variable<Integer> number = integer(name, meaning, millis, 1, Integer.MAX_VALUE);
    return new Variable<>(
        name,
        meaning,
        "milliseconds, " + number.allowed(),
        number.usual(),
        usual,
        Secrecy.OPEN,
        text -> Duration.ofMillis(number.form().read(text)));
  }

  /// One of the constants of an enum, in small letters or others.
  public static <E extends Enum<E>> Variable<E> oneOf(String name, String meaning, E usual) {
    E[] constants = usual.getDeclaringClass().getEnumConstants();
    return new Variable<>(
        name,
        meaning,
        Arrays.stream(constants)
            .map(Variable::small)
            .collect(Collectors.joining(", "))
            .replaceFirst(", ([a-z]+)$", " or $1"),
        small(usual),
        usual,
        Secrecy.OPEN,
        text -> Enum.valueOf(usual.getDeclaringClass(), text.toUpperCase(Locale.ROOT)));
  }

  /// `true` or `false`.
  public static Variable<Boolean> flag(String name, String meaning, boolean usual) {
    return new Variable<>(
        name,
        meaning,
        "true or false",
        String.valueOf(usual),
        usual,
        Secrecy.OPEN,
        text -> within(List.of("false", "true").indexOf(text.toLowerCase(Locale.ROOT)), 0, 1) == 1);
  }

  /// This one, whose value may also be a word.
  public Variable<T> or(String word, T value) {
    return new Variable<>(
        name,
        meaning,
        allowed + " or " + word,
        usual,
        unset,
        secrecy,
        text -> text.equalsIgnoreCase(word) ? value : form.read(text));
  }

  /// This one, documented with what it is where it is unset, in words.
  public Variable<T> usually(String words) {
    return new Variable<>(name, meaning, allowed, words, unset, secrecy, form);
  }

  /// This one, of which less is shown.
  public Variable<T> shown(Secrecy less) {
    return new Variable<>(name, meaning, allowed, usual, unset, less, form);
  }

  /// The value of a text.
  ///
  /// @throws ConfigurationException where it is not allowed
  public T read(String text) {
    String value = text.strip();
    try {
      return value.isEmpty() ? unset : form.read(value);
    } catch (BadElementException e) {
      // A comma in a password would show a part of it.
      throw refusal(secrecy == Secrecy.OPEN ? e.element : value);
    } catch (IllegalArgumentException _) {
      throw refusal(value);
    }
  }

  /// Says that a value, or an element of it, is not allowed.
  public ConfigurationException refusal(String value) {
    return new ConfigurationException(name, secrecy.shown(value), allowed);
  }

  private static int within(int number, int min, int max) {
    if (number < min || number > max) {
      throw new IllegalArgumentException();
    }
    return number;
  }

  private static String small(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static <T> List<T> elements(String text, Form<T> form) {
    return Stream.of(text.split(",", -1))
        .map(String::strip)
        .filter(element -> !element.isEmpty())
        .map(element -> element(element, form))
        .toList();
  }

  private static <T> T element(String element, Form<T> form) {
    try {
      return form.read(element);
    } catch (IllegalArgumentException _) {
      throw new BadElementException(element);
    }
  }

  private static final class BadElementException extends IllegalArgumentException {

    private final String element;

    private BadElementException(String element) {
      this.element = element;
    }
  }
}
