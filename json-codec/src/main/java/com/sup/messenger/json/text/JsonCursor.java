package com.sup.messenger.json.text;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/// Walks over a [ClientJson], in the order of its text.
///
/// It stands at a value until the value is read or skipped. A value that is not read takes no
/// memory. Reading cannot fail, because the text has been checked. For one thread at a time.
public final class JsonCursor {

  /// The kind of a value.
  public enum Kind {
    OBJECT,
    ARRAY,
    STRING,
    NUMBER,
    TRUE,
    FALSE,
    NULL,
    /// There is no value.
    NONE
  }

  private final String text;
  private final int end;
  private int at;

  JsonCursor(String text, int from, int to) {
    this.text = text;
    this.at = from;
    this.end = to;
  }

  /// Returns the kind of the value at the cursor.
  public Kind kind() {
    if (at >= end) {
      return Kind.NONE;
    }
    return switch (text.charAt(at)) {
      case '{' -> Kind.OBJECT;
      case '[' -> Kind.ARRAY;
      case '"' -> Kind.STRING;
      case 't' -> Kind.TRUE;
      case 'f' -> Kind.FALSE;
      case 'n' -> Kind.NULL;
      default -> Kind.NUMBER;
    };
  }

  /// Returns true if a value of this kind is at the cursor.
  public boolean is(Kind kind) {
    return kind() == kind;
  }

  /// Reads a string.
  ///
  /// @throws IllegalStateException if the value is none
  public String string() {
    require(Kind.STRING);
    int from = at + 1;
    int quote = StringText.end(text, from);
    at = quote + 1;
    return StringText.plain(text, from, quote);
  }

  /// Returns true if an empty string is at the cursor.
  public boolean isEmptyString() {
    return is(Kind.STRING) && text.charAt(at + 1) == '"';
  }

  /// Returns true if an empty object or an empty array is at the cursor.
  public boolean isEmptyContainer() {
    if (!is(Kind.OBJECT) && !is(Kind.ARRAY)) {
      return false;
    }
    char first = text.charAt(ValueText.space(text, at + 1));
    return first == ']' || first == '}';
  }

  /// Reads a number, as it was written.
  ///
  /// @throws IllegalStateException if the value is none
  public String number() {
    require(Kind.NUMBER);
    int from = at;
    skip();
    return text.substring(from, at);
  }

  /// Reads the value as a text that can be read later.
  public ClientJson value() {
    int from = at;
    skip();
    return new ClientJson(text, from, at);
  }

  /// Skips the value.
  public void skip() {
    at = ValueText.end(text, at, end);
  }

  /// Reads an object. The cursor stands at a member's value when `member` is called. Members with
  /// other names are skipped. A repeated name calls `member` each time.
  ///
  /// @param names the names to read
  /// @param member takes the index of the name, and may read the value
  /// @throws IllegalStateException if the value is no object
  public void members(List<String> names, IntConsumer member) {
    object(
        (from, to) -> {
          int index = StringText.index(names, text, from, to);
          if (index >= 0) {
            member.accept(index);
          }
        });
  }

  /// Reads an object, with all names.
  ///
  /// @param member takes the name, and may read the value
  /// @throws IllegalStateException if the value is no object
  public void members(Consumer<String> member) {
    object((from, to) -> member.accept(StringText.plain(text, from, to)));
  }

  /// Reads an array.
  ///
  /// @param element may read the value
  /// @throws IllegalStateException if the value is no array
  public void elements(Runnable element) {
    require(Kind.ARRAY);
    at++;
    skipSpace();
    if (passes(']')) {
      return;
    }
    do {
      skipSpace();
      int value = at;
      element.run();
      skipUnread(value);
    } while (!ends(']'));
  }

  @FunctionalInterface
  private interface Name {
    void stands(int from, int to);
  }

  private void object(Name member) {
    require(Kind.OBJECT);
    at++;
    skipSpace();
    if (passes('}')) {
      return;
    }
    do {
      skipSpace();
      int from = at + 1;
      int to = StringText.end(text, from);
      at = to + 1;
      skipSpace();
      at++;
      skipSpace();
      int value = at;
      member.stands(from, to);
      skipUnread(value);
    } while (!ends('}'));
  }

  private void skipUnread(int value) {
    if (at == value) {
      skip();
    }
  }

  private boolean passes(char mark) {
    if (text.charAt(at) != mark) {
      return false;
    }
    at++;
    return true;
  }

  /// Skips the mark after a value.
  private boolean ends(char mark) {
    skipSpace();
    return text.charAt(at++) == mark;
  }

  private void skipSpace() {
    at = ValueText.space(text, at);
  }

  private void require(Kind kind) {
    if (!is(kind)) {
      throw new IllegalStateException("expected " + kind + ", found " + kind());
    }
  }
}
