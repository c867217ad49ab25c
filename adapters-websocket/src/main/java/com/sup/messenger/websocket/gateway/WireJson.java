package com.sup.messenger.websocket.gateway;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.sup.messenger.domain.Id;
import com.sup.messenger.domain.OpaqueJson;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.Text;
import com.sup.messenger.domain.call.Sdp;
import com.sup.messenger.domain.message.DeletedMessage;
import com.sup.messenger.domain.message.EncryptedContent;
import com.sup.messenger.domain.message.Message;
import com.sup.messenger.domain.message.MessageStatus;
import com.sup.messenger.domain.message.Metadata;
import com.sup.messenger.domain.message.SignalContent;
import com.sup.messenger.domain.message.SignalType;
import com.sup.messenger.domain.message.TempId;
import com.sup.messenger.domain.presence.CustomStatus;
import com.sup.messenger.domain.reaction.Reaction;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Writes values as JSON (contract, "Conventions"). An absent value is left out. Times are ISO-8601
/// in UTC with milliseconds.
final class WireJson {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  // By default each connection's thread would keep 16 KiB of buffers for good.
  private static final JsonFactory FACTORY =
      JsonFactory.builder().recyclerPool(JsonRecyclerPools.sharedBoundedPool()).build();

  private WireJson() {}

  static ObjectMapper mapper() {
    SimpleModule values = new SimpleModule();
    add(values, Id.class, (id, json) -> json.writeString(id.value()));
    add(values, EncryptedContent.class, (content, json) -> json.writeString(content.value()));
    add(values, SignalType.class, (type, json) -> json.writeString(type.value()));
    add(values, SignalContent.class, (content, json) -> json.writeString(content.value()));
    add(values, TempId.class, (id, json) -> json.writeString(id.value()));
    add(values, Reaction.class, (reaction, json) -> json.writeString(reaction.value()));
    add(values, Sdp.class, (sdp, json) -> json.writeString(sdp.value()));
    add(values, Text.class, (text, json) -> json.writeString(text.value()));
    add(values, CustomStatus.class, (status, json) -> json.writeString(status.value()));
    add(values, Refusal.class, (refusal, json) -> json.writeString(refusal.name()));
    add(values, Metadata.class, (object, json) -> json.writeRawValue(object.json()));
    add(values, OpaqueJson.class, (value, json) -> json.writeRawValue(value.json()));
    add(values, Instant.class, (time, json) -> json.writeString(TIME.format(time)));
    return JsonMapper.builder(FACTORY.copy())
        .addModule(values)
        .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
        .defaultPropertyInclusion(
            JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
        .addMixIn(Message.class, OfMessage.class)
        .addMixIn(DeletedMessage.class, WithStatus.class)
        .build();
  }

  /// The fields of a message that are no components of its record.
  private interface WithStatus {
    @JsonProperty
    MessageStatus status();
  }

  /// The fields of a message with content. Usual values are left out.
  private interface OfMessage extends WithStatus {
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
