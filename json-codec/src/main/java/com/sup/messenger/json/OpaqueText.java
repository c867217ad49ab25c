package com.sup.messenger.json;

import static com.sup.messenger.domain.InvalidValueException.require;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.sup.messenger.domain.InvalidValueException;
import com.sup.messenger.json.text.JsonCursor;
import com.sup.messenger.json.text.JsonCursor.Kind;
import java.util.function.Consumer;

/// Copies a JSON value that is carried and not read: compact text, with the numbers as they came.
///
/// Refuses a value that some client could not parse: a repeated name, or a number that no double
/// holds. Else one stored message could break a chat for its members.
final class OpaqueText {

  private static final String MARK = "_placeholder";

  /// The length up to which a number without exponent is surely finite.
  private static final int SURELY_FINITE = 300;

  private static final JsonStringEncoder ENCODER = JsonStringEncoder.getInstance();

  private final JsonCursor json;
  private final boolean binary;
  private final int maxCharacters;
  private final String rule;
  private final String list;
  private final Consumer<String> texts;
  private final StringBuilder out = new StringBuilder();

  private OpaqueText(
      JsonCursor json,
      boolean binary,
      int maxCharacters,
      String rule,
      String list,
      Consumer<String> texts) {
    this.json = json;
    this.binary = binary;
    this.maxCharacters = maxCharacters;
    this.rule = rule;
    this.list = list;
    this.texts = texts;
  }

  /// Returns the text of the value at the cursor.
  ///
  /// @param binary true if placeholders stand for binary values, which a JSON text cannot hold
  /// @param maxCharacters the bound of the text; the copy ends there
  /// @param rule the rule of the value, for one that is too long
  /// @throws InvalidValueException for a value that cannot be carried
  static String copy(JsonCursor json, boolean binary, int maxCharacters, String rule) {
    return copy(json, binary, maxCharacters, rule, "", _ -> {});
  }

  /// Returns the text, like the other method, and collects the texts in one array of the value, an
  /// object.
  ///
  /// @param list the name of the array
  static String copy(
      JsonCursor json,
      boolean binary,
      int maxCharacters,
      String rule,
      String list,
      Consumer<String> texts) {
    OpaqueText copy = new OpaqueText(json, binary, maxCharacters, rule, list, texts);
    copy.value(0, false);
    return copy.out.toString();
  }

  /// Copies the value at the cursor. The scan of the packet has bounded the depth.
  ///
  /// @param listed true if the value is the array whose texts are collected, or one of its elements
  private void value(int depth, boolean listed) {
    if (json.isEmptyContainer()) {
      constant(json.is(Kind.OBJECT) ? "{}" : "[]");
      return;
    }
    switch (json.kind()) {
      case OBJECT -> object(depth);
      case ARRAY -> array(depth, listed);
      case STRING -> {
        String text = json.string();
        if (listed && depth == 2) {
          texts.accept(text);
        }
        text(text);
      }
      case NUMBER -> number();
      case TRUE -> constant("true");
      case FALSE -> constant("false");
      case NULL -> constant("null");
      case NONE -> throw new InvalidValueException("must be given");
    }
  }

  private void object(int depth) {
    append("{");
    UniqueNames names = new UniqueNames();
    json.members(
        name -> {
          boolean placeholder = binary && json.is(Kind.TRUE) && name.equals(MARK);
          require(!placeholder, "must not hold binary values");
          if (!names.isEmpty()) {
            append(",");
          }
          require(names.add(name), "must not hold a name twice");
          text(name);
          append(":");
          value(depth + 1, depth == 0 && name.equals(list));
        });
    append("}");
  }

  private void array(int depth, boolean listed) {
    append("[");
    int begin = out.length();
    json.elements(
        () -> {
          if (out.length() > begin) {
            append(",");
          }
          value(depth + 1, listed && json.is(Kind.STRING));
        });
    append("]");
  }

  private void text(String text) {
    require(text.length() <= maxCharacters - out.length(), rule);
    out.append('"');
    ENCODER.quoteAsString(text, out);
    append("\"");
  }

  private void number() {
    String number = json.number();
    require(isFinite(number), "must not hold a number that is no double");
    append(number);
  }

  private static boolean isFinite(String number) {
    boolean surely =
        number.length() < SURELY_FINITE && number.indexOf('e') < 0 && number.indexOf('E') < 0;
    return surely || Double.isFinite(Double.parseDouble(number));
  }

  private void constant(String name) {
    json.skip();
    append(name);
  }

  private void append(String part) {
    out.append(part);
    require(out.length() <= maxCharacters, rule);
  }
}
