package com.sup.messenger.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.sup.messenger.domain.OpaqueJson;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.message.DeletedMessage;
import com.sup.messenger.domain.message.Message;
import com.sup.messenger.domain.message.MessageStatus;
import com.sup.messenger.domain.message.Metadata;
import java.io.IOException;
import java.time.Instant;

/// Writes values as JSON for clients and back-ends (contract, "Conventions").
///
/// A record is an object of its components. An absent value is left out. Times are those of
/// [IsoTime], constants those of [Words], and JSON that is carried is part of the JSON around it.
public final class ValueJson {

  // By default each connection's thread would keep 16 KiB of buffers for good.
  private static final JsonFactory FACTORY =
      JsonFactory.builder().recyclerPool(JsonRecyclerPools.sharedBoundedPool()).build();

  private ValueJson() {}

  /// Returns a new mapper that writes records, and values within them. It reads nothing of the
  /// messenger.
  public static JsonMapper.Builder mapper() {
    SimpleModule values = words();
    TextValue.ALL.forEach(type -> addText(values, type));
    add(values, Refusal.class, (refusal, json) -> json.writeString(refusal.name()));
    add(values, Instant.class, (time, json) -> json.writeString(IsoTime.write(time)));
    return JsonMapper.builder(FACTORY.copy())
        .addModule(values)
        .defaultPropertyInclusion(
            JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
        .addMixIn(Message.class, OfMessage.class)
        .addMixIn(DeletedMessage.class, WithStatus.class);
  }

  /// Returns a new module that writes constants as [Words], and JSON that is carried as it is.
  public static SimpleModule words() {
    SimpleModule module = new SimpleModule();
    add(module, Enum.class, (constant, json) -> json.writeString(Words.of(constant)));
    add(module, Metadata.class, (object, json) -> json.writeRawValue(object.json()));
    add(module, OpaqueJson.class, (value, json) -> json.writeRawValue(value.json()));
    return module;
  }

  private static <T> void addText(SimpleModule module, TextValue<T> type) {
    add(module, type.type(), (value, json) -> json.writeString(type.text().apply(value)));
  }

  /// The fields of a message that are no components of its record.
  public interface WithStatus {
    @JsonProperty
    MessageStatus status();
  }

  /// The fields of a message with content. Usual values are left out.
  public interface OfMessage extends WithStatus {
    @JsonProperty
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    boolean silent();

    @JsonProperty
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    int version();
  }

  @FunctionalInterface
  private interface Writer<T> {
    void write(T value, JsonGenerator json) throws IOException;
  }

  private static <T> void add(SimpleModule module, Class<T> type, Writer<T> writer) {
    module.addSerializer(
        type,
        new JsonSerializer<>() {
          @Override
          public void serialize(T value, JsonGenerator json, SerializerProvider provider)
              throws IOException {
            writer.write(value, json);
          }
        });
  }
}
