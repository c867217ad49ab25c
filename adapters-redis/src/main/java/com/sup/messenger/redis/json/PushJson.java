package com.sup.messenger.redis.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.sup.messenger.application.event.PushEvent;
import com.sup.messenger.domain.OpaqueJson;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.message.Metadata;
import com.sup.messenger.json.ValueJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The events of the push outbox as JSON, for programs that are not this service.
///
/// Members and words are those of the contract for clients. A word out of a fixed set is in small
/// letters. JSON of an application is part of the event. `docs/push-outbox.md` describes them.
public final class PushJson {

  private static final JsonMapper MAPPER =
      RedisJson.records()
          .addModule(words())
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .build();

  private PushJson() {}

  /// Returns the kind of an event: the name of the client event that is nearest to it.
  public static String kind(Class<? extends PushEvent> type) {
    return RedisJson.name(type);
  }

  /// Returns an event as JSON, without its kind.
  public static String write(PushEvent event) {
    try {
      return MAPPER.writeValueAsString(event);
    } catch (JsonProcessingException e) {
      throw RedisJson.unreadable(event.getClass());
    }
  }

  /// Reads an event of that kind.
  ///
  /// @throws IllegalStateException if it is none
  public static PushEvent read(String kind, String json) {
    try {
      return MAPPER.readValue(json, type(kind));
    } catch (JsonProcessingException e) {
      throw RedisJson.unreadable(PushEvent.class);
    }
  }

  private static Class<? extends PushEvent> type(String kind) {
    return Stream.of(PushEvent.class.getPermittedSubclasses())
        .<Class<? extends PushEvent>>map(type -> type.asSubclass(PushEvent.class))
        .filter(type -> kind(type).equals(kind))
        .findAny()
        .orElseThrow(() -> RedisJson.unreadable(PushEvent.class));
  }

  private static SimpleModule words() {
    return ValueJson.words()
        .addDeserializer(OpaqueJson.class, new OpaqueReader())
        .addDeserializer(Metadata.class, new MetadataReader());
  }

  private static final class OpaqueReader extends JsonDeserializer<OpaqueJson> {
    @Override
    public OpaqueJson deserialize(JsonParser json, DeserializationContext context)
        throws IOException {
      return new OpaqueJson(json.readValueAsTree().toString());
    }
  }

  private static final class MetadataReader extends JsonDeserializer<Metadata> {
    @Override
    public Metadata deserialize(JsonParser json, DeserializationContext context)
        throws IOException {
      JsonNode object = json.readValueAsTree();
      List<UserId> mentions = new ArrayList<>();
      object.path("mentions").forEach(user -> mentions.add(new UserId(user.asText())));
      return new Metadata(object.toString(), mentions);
    }
  }
}
