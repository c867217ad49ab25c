package com.sup.messenger.json;

import static com.sup.messenger.domain.InvalidValueException.require;

import com.sup.messenger.domain.InvalidValueException;
import com.sup.messenger.domain.OpaqueJson;
import com.sup.messenger.domain.call.CallType;
import com.sup.messenger.domain.call.SdpType;
import com.sup.messenger.domain.message.MessageType;
import com.sup.messenger.domain.message.Metadata;
import com.sup.messenger.domain.notification.NotificationType;
import com.sup.messenger.domain.notification.Priority;
import com.sup.messenger.domain.presence.CustomStatus;
import com.sup.messenger.domain.presence.PresenceStatus;
import com.sup.messenger.json.text.JsonCursor;
import com.sup.messenger.json.text.JsonCursor.Kind;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Reads values that are no objects with fields of their own.
final class ScalarReaders {

  /// The longest text of a `long`.
  private static final int MAX_INTEGER = 20;

  /// The readers, by their type.
  static final Map<Type, FieldReader> ALL = all();

  private ScalarReaders() {}

  private static Map<Type, FieldReader> all() {
    Map<Type, FieldReader> readers = new HashMap<>();
    TextValue.ALL.forEach(type -> readers.put(type.type(), text(type.value())));
    readers.computeIfPresent(CustomStatus.class, (_, reader) -> reader.takingEmpty());
    readers.put(String.class, text(text -> text));
    readers.put(Instant.class, text(IsoTime::read));
    readers.put(MessageType.class, constant(MessageType.values()));
    readers.put(PresenceStatus.class, constant(PresenceStatus.values()));
    readers.put(CallType.class, constant(CallType.values()));
    readers.put(SdpType.class, constant(SdpType.values()));
    readers.put(NotificationType.class, constant(NotificationType.values()));
    readers.put(Priority.class, constant(Priority.values()));
    readers.put(Metadata.class, new FieldReader("must be an object", CarriedJson::metadata));
    readers.put(OpaqueJson.class, new FieldReader("must be given", CarriedJson::opaque));
    readers.put(Boolean.class, new FieldReader("must be a boolean", ScalarReaders::flag));
    readers.put(Long.class, integer(Long.MAX_VALUE, value -> value));
    readers.put(Integer.class, integer(Integer.MAX_VALUE, value -> (int) (long) value));
    return Map.copyOf(readers);
  }

  private static FieldReader text(Function<String, ?> constructor) {
    String rule = "must be a string";
    return new FieldReader(
        rule,
        (json, _) -> {
          require(json.is(Kind.STRING), rule);
          return constructor.apply(json.string());
        });
  }

  private static <E extends Enum<E>> FieldReader constant(E[] values) {
    Map<String, E> byWord =
        Arrays.stream(values).collect(Collectors.toMap(Words::of, value -> value));
    String rule =
        Arrays.stream(values)
            .map(Words::of)
            .collect(Collectors.joining(", ", "must be one of ", ""));
    return new FieldReader(
        rule,
        (json, _) -> {
          E value = json.is(Kind.STRING) ? byWord.get(json.string()) : null;
          if (value == null) {
            throw new InvalidValueException(rule);
          }
          return value;
        });
  }

  private static FieldReader integer(long most, Function<Long, Object> constructor) {
    String rule = "must be an integer";
    return new FieldReader(
        rule,
        (json, _) -> {
          long value = integer(json, rule);
          require(value >= -most && value <= most, "must be at most " + most);
          return constructor.apply(value);
        });
  }

  /// Reads an integer, in any form: `7`, `7.0`, `0.7e1`.
  private static long integer(JsonCursor json, String rule) {
    require(json.is(Kind.NUMBER), rule);
    String number = json.number();
    try {
      return isPlain(number) ? Long.parseLong(number) : new BigDecimal(number).longValueExact();
    } catch (ArithmeticException | NumberFormatException _) {
      throw new InvalidValueException(rule);
    }
  }

  private static boolean isPlain(String number) {
    return number.length() <= MAX_INTEGER
        && number.chars().allMatch(c -> c == '-' || Character.isDigit(c));
  }

  private static boolean flag(JsonCursor json, boolean binary) {
    require(json.is(Kind.TRUE) || json.is(Kind.FALSE), "must be a boolean");
    return json.is(Kind.TRUE);
  }
}
