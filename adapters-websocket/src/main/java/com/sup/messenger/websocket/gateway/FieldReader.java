package com.sup.messenger.websocket.gateway;

import static com.sup.messenger.domain.InvalidValueException.require;

import com.sup.messenger.application.event.ClientEvent;
import com.sup.messenger.domain.CallId;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.Id;
import com.sup.messenger.domain.InvalidValueException;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.NotificationId;
import com.sup.messenger.domain.OpaqueJson;
import com.sup.messenger.domain.RefusedException;
import com.sup.messenger.domain.Text;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.call.CallType;
import com.sup.messenger.domain.call.Sdp;
import com.sup.messenger.domain.call.SdpType;
import com.sup.messenger.domain.message.EncryptedContent;
import com.sup.messenger.domain.message.MessageType;
import com.sup.messenger.domain.message.Metadata;
import com.sup.messenger.domain.message.SignalContent;
import com.sup.messenger.domain.message.SignalType;
import com.sup.messenger.domain.message.TempId;
import com.sup.messenger.domain.presence.CustomStatus;
import com.sup.messenger.domain.presence.PresenceStatus;
import com.sup.messenger.domain.reaction.Reaction;
import com.sup.messenger.websocket.socketio.json.JsonCursor;
import com.sup.messenger.websocket.socketio.json.JsonCursor.Kind;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Reads one field.
///
/// @param rule the rule of the field, to be read after its name; used if the field is missing
/// @param value reads the value
/// @param takesEmpty true if an empty string is a value in an optional field; otherwise it counts
///     as missing there
record FieldReader(String rule, Value value, boolean takesEmpty) {

  /// Reads the value at the cursor.
  @FunctionalInterface
  interface Value {

    /// Returns the value.
    ///
    /// @param binary true if placeholders stand for binary values
    /// @throws InvalidValueException if the value breaks the field's rule
    Object read(JsonCursor json, boolean binary);
  }

  private FieldReader(String rule, Value value) {
    this(rule, value, false);
  }

  /// The longest text of a `long`.
  private static final int MAX_INTEGER = 20;

  private static final String MENTIONS = "mentions";

  static final Map<Type, FieldReader> SCALARS =
      Map.ofEntries(
          Map.entry(CallId.class, text(CallId::new)),
          Map.entry(ChatId.class, text(ChatId::new)),
          Map.entry(MessageId.class, text(MessageId::new)),
          Map.entry(NotificationId.class, text(NotificationId::new)),
          Map.entry(UserId.class, text(UserId::new)),
          Map.entry(EncryptedContent.class, text(EncryptedContent::new)),
          Map.entry(SignalType.class, text(SignalType::new)),
          Map.entry(SignalContent.class, text(SignalContent::new)),
          Map.entry(TempId.class, text(TempId::new)),
          Map.entry(Reaction.class, text(Reaction::new)),
          Map.entry(Text.class, text(Text::new)),
          Map.entry(CustomStatus.class, text(CustomStatus::new).takingEmpty()),
          Map.entry(String.class, text(text -> text)),
          Map.entry(Instant.class, text(FieldReader::time)),
          Map.entry(MessageType.class, constant(MessageType.values())),
          Map.entry(PresenceStatus.class, constant(PresenceStatus.values())),
          Map.entry(CallType.class, constant(CallType.values())),
          Map.entry(SdpType.class, constant(SdpType.values())),
          Map.entry(Sdp.class, text(Sdp::new)),
          Map.entry(Metadata.class, new FieldReader("must be an object", FieldReader::metadata)),
          Map.entry(OpaqueJson.class, new FieldReader("must be given", FieldReader::opaque)),
          Map.entry(Boolean.class, new FieldReader("must be a boolean", FieldReader::flag)),
          Map.entry(Long.class, integer(Long.MAX_VALUE, value -> value)),
          Map.entry(Integer.class, integer(Integer.MAX_VALUE, value -> (int) (long) value)));

  /// Returns the reader for a component's type.
  static FieldReader of(Type type) {
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      return list(of(list.getActualTypeArguments()[0]));
    }
    FieldReader reader = SCALARS.get(type);
    if (reader != null) {
      return reader;
    }
    if (type instanceof Class<?> nested && nested.isRecord()) {
      return object(nested);
    }
    throw new IllegalArgumentException("No reader for " + type);
  }

  /// Returns the value at the cursor.
  ///
  /// @throws InvalidValueException if the value breaks the field's rule
  Object read(JsonCursor json, boolean binary) {
    return value.read(json, binary);
  }

  private static FieldReader text(Function<String, Object> constructor) {
    String rule = "must be a string";
    return new FieldReader(
        rule,
        (json, _) -> {
          require(json.is(Kind.STRING), rule);
          return constructor.apply(json.string());
        });
  }

  private FieldReader takingEmpty() {
    return new FieldReader(rule, value, true);
  }

  /// Reads a time, with any offset from UTC.
  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException _) {
      throw new InvalidValueException("must be an ISO-8601 time, such as 2026-01-31T12:00:00Z");
    }
  }

  private static <E extends Enum<E>> FieldReader constant(E[] values) {
    Map<String, E> byName =
        Arrays.stream(values).collect(Collectors.toMap(FieldReader::wireName, value -> value));
    String rule =
        Arrays.stream(values)
            .map(FieldReader::wireName)
            .collect(Collectors.joining(", ", "must be one of ", ""));
    return new FieldReader(
        rule,
        (json, _) -> {
          E value = json.is(Kind.STRING) ? byName.get(json.string()) : null;
          if (value == null) {
            throw new InvalidValueException(rule);
          }
          return value;
        });
  }

  /// Returns the name of a constant on the wire.
  static String wireName(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
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

  /// Reads a list. It is refused at the first element over the bound.
  private static FieldReader list(FieldReader element) {
    String rule = "must be an array";
    return new FieldReader(
        rule,
        (json, binary) -> {
          require(json.is(Kind.ARRAY), rule);
          List<Object> values = new ArrayList<>();
          json.elements(
              () -> {
                require(
                    values.size() < ClientEvent.MAX_BATCH,
                    "must name at most " + ClientEvent.MAX_BATCH);
                values.add(element.read(json, binary));
              });
          return values;
        });
  }

  /// Reads an object with fields of its own.
  private static FieldReader object(Class<?> type) {
    RecordReader<?> fields = new RecordReader<>(type);
    String rule = "must be an object";
    return new FieldReader(
        rule,
        (json, binary) -> {
          require(json.is(Kind.OBJECT), rule);
          try {
            return fields.read(json, binary);
          } catch (RefusedException e) {
            throw new InvalidValueException("is not valid: " + e.getMessage());
          }
        });
  }

  private static boolean flag(JsonCursor json, boolean binary) {
    require(json.is(Kind.TRUE) || json.is(Kind.FALSE), "must be a boolean");
    return json.is(Kind.TRUE);
  }

  private static OpaqueJson opaque(JsonCursor json, boolean binary) {
    return new OpaqueJson(
        OpaqueText.copy(
            json,
            binary,
            OpaqueJson.MAX_BYTES,
            "must be at most " + OpaqueJson.MAX_BYTES + " bytes of JSON"));
  }

  private static Metadata metadata(JsonCursor json, boolean binary) {
    require(json.is(Kind.OBJECT), "must be an object");
    Set<UserId> mentions = new LinkedHashSet<>();
    String object =
        OpaqueText.copy(
            json,
            binary,
            Metadata.MAX_BYTES,
            "must be an object of at most " + Metadata.MAX_BYTES + " bytes of JSON",
            MENTIONS,
            mention -> addMention(mentions, mention));
    return Metadata.of(object, mentions);
  }

  /// Reads a mention. The object is the client's own, so other fields in it are ignored.
  private static void addMention(Set<UserId> mentions, String mention) {
    if (Id.isValid(mention)) {
      mentions.add(new UserId(mention));
    }
  }
}
