package com.sup.messenger.json.text;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Checks JSON text (RFC 8259) in one pass. It takes at most 2 KiB of memory, and a
/// bit for each level of nesting.
///
/// Text that is not one JSON value is a [MalformedJsonException]. JSON that exceeds a bound of
/// [JsonLimits] has a [#refusal()].
///
/// It is one long class on purpose. With the part of the text and the nesting in classes of their
/// own, it took half as much time again.
public final class JsonScan {

  /// The longest number. The time to convert a number grows with the square of its digits.
  private static final int MAX_NUMBER = 1_000;

  private enum Bound {
    VALUES,
    DEPTH,
    NUMBER,
    UNICODE
  }

  private static final int ELEMENTS = 2;
  private static final int MAX_PART = 1_024;

  /// The ASCII characters that stand for themselves in a string.
  private static final boolean[] PLAIN = plain();

  private final String text;
  private final JsonLimits limits;
  private final int from;
  // A part of the text: an array is read at twice the speed of a string.
  private final char[] part;
  private int partFrom;
  private int partLength;
  private int partAt;
  private final int[] begins = new int[ELEMENTS];
  private final int[] ends = new int[ELEMENTS];
  private int elements;
  private int values;
  private int depth;
  // One bit a level: set in an object, clear in an array.
  private long[] objects = new long[1];
  private @Nullable Bound exceeded;

  /// Scans the text from a place to its end.
  public JsonScan(String text, int from, JsonLimits limits) throws MalformedJsonException {
    this.text = text;
    this.limits = limits;
    this.part = new char[Math.min(MAX_PART, text.length() - from)];
    this.partFrom = from;
    skipSpace();
    this.from = at();
    while (begin() || goOn()) {
      // Each round passes one value.
    }
    skipSpace();
    require(at() == text.length());
  }

  /// Returns the rule that the value breaks, to be read after its name. Returns `null` if it keeps
  /// all bounds.
  public @Nullable String refusal() {
    return switch (exceeded) {
      case null -> null;
      case VALUES -> "must hold at most " + limits.values() + " values";
      case DEPTH -> "must not be nested deeper than " + limits.depth();
      case NUMBER -> "must not hold a number of more than " + MAX_NUMBER + " characters";
      case UNICODE -> "must be Unicode: it holds half of a surrogate pair";
    };
  }

  /// Returns the first character of the value.
  public char kind() {
    return text.charAt(from);
  }

  /// Returns the whole value.
  public ClientJson whole() {
    String refusal = refusal();
    return refusal == null
        ? new ClientJson(text, from, text.length())
        : ClientJson.refused(refusal);
  }

  /// Returns the number of elements of an array, but no more than two.
  public int elements() {
    return Math.min(elements, ELEMENTS);
  }

  /// Returns the first or the second element of an array that has it, even if a bound is exceeded.
  public ClientJson element(int index) {
    return new ClientJson(text, begins[index], ends[index]);
  }

  /// Skips a scalar, an empty array or object, or the beginning of another one. Returns true if
  /// another value must follow.
  private boolean begin() throws MalformedJsonException {
    if (++values > limits.values()) {
      exceeds(Bound.VALUES);
    }
    if (depth == 1 && elements < ELEMENTS) {
      begins[elements] = at();
    }
    char first = next();
    switch (first) {
      case '{', '[' -> {
        return enter(first == '{');
      }
      case '"' -> string();
      case 't' -> literal("rue");
      case 'f' -> literal("alse");
      case 'n' -> literal("ull");
      default -> number(first);
    }
    end();
    return false;
  }

  private boolean enter(boolean object) throws MalformedJsonException {
    push(object);
    skipSpace();
    if (peek() == (object ? '}' : ']')) {
      partAt++;
      leave();
      return false;
    }
    if (object) {
      name();
    }
    return true;
  }

  /// Skips the marks after a value. Returns true if another value must follow.
  private boolean goOn() throws MalformedJsonException {
    while (depth > 0) {
      boolean object = inObject();
      skipSpace();
      char mark = next();
      if (mark == ',') {
        skipSpace();
        if (object) {
          name();
        }
        return true;
      }
      require(mark == (object ? '}' : ']'));
      leave();
    }
    return false;
  }

  private void leave() {
    depth--;
    end();
  }

  private void end() {
    if (depth == 1) {
      if (elements < ELEMENTS) {
        ends[elements] = at();
      }
      elements++;
    }
  }

  private void push(boolean object) {
    if (++depth > limits.depth()) {
      exceeds(Bound.DEPTH);
    }
    int word = depth >> 6;
    if (word == objects.length) {
      objects = Arrays.copyOf(objects, objects.length * 2);
    }
    long bit = 1L << depth;
    objects[word] = object ? (objects[word] | bit) : (objects[word] & ~bit);
  }

  private boolean inObject() {
    return (objects[depth >> 6] & (1L << depth)) != 0;
  }

  private void name() throws MalformedJsonException {
    require(next() == '"');
    string();
    skipSpace();
    require(next() == ':');
    skipSpace();
  }

  /// Skips a string after its opening quote. A surrogate must stand in a pair, because UTF-8 cannot
  /// encode it alone.
  private void string() throws MalformedJsonException {
    boolean pending = false;
    while (true) {
      int plainFrom = at();
      char c = passPlain();
      boolean adjacent = at() - 1 == plainFrom;
      if (c == '"') {
        break;
      }
      if (c == '\\') {
        c = escape();
      } else {
        require(Character.isSurrogate(c));
      }
      boolean completes = pending && adjacent && Character.isLowSurrogate(c);
      if (!completes && (pending || Character.isLowSurrogate(c))) {
        exceeds(Bound.UNICODE);
      }
      pending = Character.isHighSurrogate(c);
    }
    if (pending) {
      exceeds(Bound.UNICODE);
    }
  }

  /// Skips the characters that stand for themselves. Returns the one after them, and skips it too.
  private char passPlain() {
    do {
      int i = partAt;
      while (i < partLength && isPlain(part[i])) {
        i++;
      }
      partAt = i;
    } while (partAt == partLength && fill());
    return next();
  }

  private static boolean isPlain(char c) {
    return c < PLAIN.length ? PLAIN[c] : !Character.isSurrogate(c);
  }

  private static boolean[] plain() {
    boolean[] plain = new boolean[128];
    Arrays.fill(plain, ' ', plain.length, true);
    plain['"'] = false;
    plain['\\'] = false;
    return plain;
  }

  /// Skips an escape after its backslash. Returns its character if it is a surrogate, else a blank.
  private char escape() throws MalformedJsonException {
    char kind = next();
    if (kind != 'u') {
      require("\"\\/bfnrt".indexOf(kind) >= 0);
      return ' ';
    }
    int value = 0;
    for (int i = 0; i < 4; i++) {
      char c = next();
      int digit = c < 128 ? Character.digit(c, 16) : -1;
      require(digit >= 0);
      value = (value << 4) | digit;
    }
    return (char) value;
  }

  private void number(char first) throws MalformedJsonException {
    int begin = at() - 1;
    char digit = first == '-' ? next() : first;
    require(isDigit(digit));
    if (digit != '0') {
      skipDigits();
    }
    if (peek() == '.') {
      partAt++;
      digits();
    }
    if (peek() == 'e' || peek() == 'E') {
      partAt++;
      if (peek() == '+' || peek() == '-') {
        partAt++;
      }
      digits();
    }
    if (at() - begin > MAX_NUMBER) {
      exceeds(Bound.NUMBER);
    }
  }

  private void digits() throws MalformedJsonException {
    require(isDigit(next()));
    skipDigits();
  }

  private void skipDigits() {
    while (isDigit(peek())) {
      partAt++;
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private void literal(String rest) throws MalformedJsonException {
    for (int i = 0; i < rest.length(); i++) {
      require(next() == rest.charAt(i));
    }
  }

  private void skipSpace() {
    while (isSpace(peek())) {
      partAt++;
    }
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }

  private char next() {
    char c = peek();
    partAt++;
    return c;
  }

  // JSON has no NUL.
  private char peek() {
    return partAt < partLength || fill() ? part[partAt] : 0;
  }

  private int at() {
    return partFrom + partAt;
  }

  /// Moves to the next part of the text, if there is one.
  private boolean fill() {
    int begin = at();
    int length = Math.min(part.length, text.length() - begin);
    if (length <= 0) {
      return false;
    }
    text.getChars(begin, begin + length, part, 0);
    partFrom = begin;
    partLength = length;
    partAt = 0;
    return true;
  }

  private void exceeds(Bound bound) {
    if (exceeded == null) {
      exceeded = bound;
    }
  }

  private static void require(boolean condition) throws MalformedJsonException {
    if (!condition) {
      throw new MalformedJsonException();
    }
  }
}
