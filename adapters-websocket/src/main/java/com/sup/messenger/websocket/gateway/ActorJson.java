package com.sup.messenger.websocket.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sup.messenger.application.connection.Actor;
import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.UserId;
import java.time.Instant;

/// Reads and writes an actor as JSON, for another instance.
final class ActorJson {

  private ActorJson() {}

  static ObjectNode write(Actor actor) {
    Profile profile = actor.profile();
    return JsonNodeFactory.instance
        .objectNode()
        .put("user", profile.id().value())
        .put("username", profile.username())
        .put("avatar", profile.avatar())
        .put("device", actor.device().value())
        .put("bound", actor.bound())
        .put("made", actor.namer() == Actor.Namer.SERVICE)
        .put("issuedAt", actor.issuedAt().toString())
        .put("expiresAt", actor.expiresAt().toString());
  }

  static Actor read(JsonNode json) {
    Profile profile =
        new Profile(
            new UserId(json.required("user").textValue()),
            json.required("username").textValue(),
            json.required("avatar").textValue());
    return new Actor(
        profile,
        new DeviceId(json.required("device").textValue()),
        namer(json),
        Instant.parse(json.required("issuedAt").textValue()),
        Instant.parse(json.required("expiresAt").textValue()));
  }

  // An instance of an earlier version does not send it. Then revocations reach further, and the
  // places of the device are kept for longer.
  private static Actor.Namer namer(JsonNode json) {
    if (json.path("bound").asBoolean()) {
      return Actor.Namer.TOKEN;
    }
    return json.path("made").asBoolean() ? Actor.Namer.SERVICE : Actor.Namer.CLIENT;
  }
}
