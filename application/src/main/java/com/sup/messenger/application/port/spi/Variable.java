package com.sup.messenger.application.port.spi;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The declaration of a configuration variable: it is read, checked and documented by this.
///
/// @param name its name in the environment and in the configuration file
/// @param meaning its meaning for the operator, as one line of Markdown
/// @param allowed the allowed values, as the end of "must be ..."
/// @param usual the value of an unset variable, as the documentation shows it
/// @param unset the value of an unset or blank variable
/// @param secrecy the part of a value that may be shown
/// @param form the conversion of a text into a value
public record Variable<T>(
    String name,
    String meaning,
    String allowed,
    String usual,
    T unset,
    Secrecy secrecy,
    Form<T> form) {

  /// The conversion of a text into a value.
  @FunctionalInterface
  public interface Form<T> {

    /// Converts a text that is not blank.
    ///
    /// @throws IllegalArgumentException if the value is not allowed
    T read(String text);
  }

  /// The part of a value that may be shown.
  public enum Secrecy {
    /// Shows all of it.
    OPEN {
      @Override
      String shown(String value) {
        return value;
      }
    },
    /// Hides the passwords of a URL: all before the last `@`, and all parameters after `?` or `;`,
    /// as in `jdbc:postgresql://host/sup?password=...`.
    PASSWORD {
      @Override
      String shown(String value) {
        String withoutParameters = value.replaceFirst("(?s)[?;].*", "");
        // A password may hold these characters too.
        return withoutParameters.lastIndexOf('@') < value.lastIndexOf('@')
            ? "(hidden)"
            : withoutParameters.replaceAll("^([a-z]+://)?.*@", "$1(hidden)@")
                + (withoutParameters.equals(value) ? "" : "?(hidden)");
      }
    },
    /// Shows nothing.
    SECRET {
      @Override
      String shown(String value) {
        return value.isEmpty() ? "" : "(hidden)";
      }
    };

    abstract String shown(String value);
  }

  /// Returns a variable that may be unset.
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

  /// Returns a variable of comma-separated values. Unset means an empty list.
  public static <T> Variable<List<T>> list(
      String name, String meaning, String allowed, Form<T> form) {
    return new Variable<>(
        name, meaning, allowed, "", List.of(), Secrecy.OPEN, text -> elements(text, form));
  }

  /// Returns a variable of an integer.
  ///
  /// @param usual the value if it is unset
  /// @param min the smallest value allowed
  /// @param max the greatest value allowed
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

  /// Returns a variable of a time in milliseconds, 1 or more.
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

  /// Returns a variable of an enum constant. The case of its letters does not matter.
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

  /// Returns a variable that is `true` or `false`.
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

  /// Returns the variable with one more allowed value.
  ///
  /// @param word the text of that value
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

  /// Returns the variable with another description of its unset value.
  public Variable<T> usually(String words) {
    return new Variable<>(name, meaning, allowed, words, unset, secrecy, form);
  }

  /// Returns the variable with another secrecy.
  public Variable<T> shown(Secrecy less) {
    return new Variable<>(name, meaning, allowed, usual, unset, less, form);
  }

  /// Converts a text to a value. A blank text gives the unset value.
  ///
  /// @throws ConfigurationException if the value is not allowed
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

  /// Returns an exception for a value, or an element of it, that is not allowed.
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
