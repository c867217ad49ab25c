package com.sup.messenger.redis.json;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.sup.messenger.application.event.EventName;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.port.DurableTimers.Reminder;
import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.Signal;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.domain.OpaqueJson;
import com.sup.messenger.domain.call.Call;
import com.sup.messenger.domain.chat.Position;
import com.sup.messenger.domain.message.ChatMessage;
import com.sup.messenger.domain.message.DeletedMessage;
import com.sup.messenger.domain.message.Message;
import com.sup.messenger.domain.presence.CustomStatus;
import com.sup.messenger.domain.presence.UserPresence;
import com.sup.messenger.json.TextValue;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// The application's values as JSON, for storage and the bus.
///
/// A record is an object of its components. A value of a sealed type has its kind in `@`. A wrapped
/// text is a text. Absent values are left out, and unknown fields are ignored. So instances of two
/// versions can read each other.
public final class RedisJson {

  private static final List<Class<?>> SEALED =
      List.of(
          ServerEvent.class,
          Signal.class,
          Topic.class,
          Reminder.class,
          Call.class,
          UserPresence.class);

  /// The field for the connection that caused an event.
  ///
  /// Earlier versions write the device there. A connection never has the id of a device. So an
  /// origin from another version matches no connection here, which is right: the connection is
  /// there.
  static final String CONNECTION = "device";

  private static final JsonMapper MAPPER = mapper();

  private RedisJson() {}

  /// Returns a value as JSON.
  public static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw unreadable(value.getClass());
    }
  }

  /// Reads a value of that type.
  ///
  /// @throws IllegalStateException if it is none
  public static <T> T read(Class<T> type, String json) {
    try {
      return MAPPER.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw unreadable(type);
    }
  }

  // Without the cause: its text quotes contents.
  static IllegalStateException unreadable(Class<?> type) {
    return new IllegalStateException("No JSON for " + type.getSimpleName());
  }

  private static JsonMapper mapper() {
    JsonMapper.Builder builder = records();
    builder.addMixIn(Envelope.Origin.class, ByConnection.class);
    builder.addMixIn(ChatMessage.class, ByKind.class);
    SEALED.forEach(type -> builder.addMixIn(type, Tagged.class));
    SEALED.stream().flatMap(RedisJson::permitted).forEach(builder::registerSubtypes);
    return builder.build();
  }

  /// Returns a mapper of records without a kind.
  static JsonMapper.Builder records() {
    return JsonMapper.builder()
        .addModule(values())
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .visibility(PropertyAccessor.GETTER, Visibility.NONE)
        .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
        .visibility(PropertyAccessor.FIELD, Visibility.ANY)
        .defaultPropertyInclusion(
            JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS));
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "@")
  private interface Tagged {}

  /// A message with content has no mark, as in earlier versions.
  @JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION, defaultImpl = Message.class)
  @JsonSubTypes({@JsonSubTypes.Type(Message.class), @JsonSubTypes.Type(DeletedMessage.class)})
  private interface ByKind {}

  private interface ByConnection {
    @JsonProperty(CONNECTION)
    String connectionId();
  }

  private static Stream<NamedType> permitted(Class<?> type) {
    return type.isRecord()
        ? Stream.of(new NamedType(type, name(type)))
        : Stream.of(type.getPermittedSubclasses()).flatMap(RedisJson::permitted);
  }

  /// Returns the kind in `@`: the event's name in the contract, or the name of the type.
  public static String name(Class<?> type) {
    EventName event = type.getAnnotation(EventName.class);
    return event == null ? type.getSimpleName() : event.value();
  }

  private static SimpleModule values() {
    SimpleModule values = new SimpleModule();
    // Earlier versions write a custom status as an object.
    TextValue.ALL.stream()
        .filter(type -> type.type() != CustomStatus.class)
        .forEach(type -> text(values, type));
    text(values, OpaqueJson.class, OpaqueJson::json, OpaqueJson::new);
    text(values, Instant.class, Instant::toString, Instant::parse);
    text(values, Duration.class, Duration::toString, Duration::parse);
    values.addDeserializer(Position.class, new PositionReader());
    return values;
  }

  /// Reads a position. Earlier versions write the sequence number alone.
  private static final class PositionReader extends JsonDeserializer<Position> {
    @Override
    public Position deserialize(JsonParser json, DeserializationContext context)
        throws IOException {
      JsonNode node = context.readTree(json);
      return node.isNumber()
          ? new Position(node.longValue(), 0)
          : new Position(node.path("seq").longValue(), node.path("rev").longValue());
    }
  }

  private static <T> void text(SimpleModule module, TextValue<T> type) {
    text(module, type.type(), type.text(), type.value());
  }

  private static <T> void text(
      SimpleModule module, Class<T> type, Function<T, String> text, Function<String, T> value) {
    module.addSerializer(type, new Writer<>(text, false));
    module.addKeySerializer(type, new Writer<>(text, true));
    module.addDeserializer(type, new Reader<>(value));
    module.addKeyDeserializer(type, new KeyReader(value));
  }

  private static final class Writer<T> extends JsonSerializer<T> {
    private final Function<T, String> text;
    private final boolean asKey;

    Writer(Function<T, String> text, boolean asKey) {
      this.text = text;
      this.asKey = asKey;
    }

    @Override
    public void serialize(T value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      if (asKey) {
        json.writeFieldName(text.apply(value));
      } else {
        json.writeString(text.apply(value));
      }
    }
  }

  private static final class Reader<T> extends JsonDeserializer<T> {
    private final Function<String, T> value;

    Reader(Function<String, T> value) {
      this.value = value;
    }

    @Override
    public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
      return value.apply(json.getText());
    }
  }

  private static final class KeyReader extends KeyDeserializer {
    private final Function<String, ?> value;

    KeyReader(Function<String, ?> value) {
      this.value = value;
    }

    @Override
    public Object deserializeKey(String key, DeserializationContext context) {
      return value.apply(key);
    }
  }
}
