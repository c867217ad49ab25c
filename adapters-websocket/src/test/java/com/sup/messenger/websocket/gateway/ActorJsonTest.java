package com.sup.messenger.websocket.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sup.messenger.application.connection.Actor;
import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.UserId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class ActorJsonTest {

  static final List<Actor> ACTORS =
      List.of(
          new Actor(
              new Profile(new UserId("ada"), "Ada", "https://a.test/a.png"),
              new DeviceId("phone"),
              Actor.Namer.TOKEN,
              Instant.parse("2026-01-02T03:04:05Z"),
              Instant.parse("2026-01-02T03:04:05.678Z")),
          new Actor(
              Profile.of(new UserId("bob")),
              new DeviceId("phone"),
              Actor.Namer.CLIENT,
              Instant.MIN,
              Instant.MAX),
          new Actor(
              Profile.of(new UserId("eve")),
              new DeviceId("made"),
              Actor.Namer.SERVICE,
              Instant.MIN,
              Instant.MAX));

  @ParameterizedTest
  @FieldSource("ACTORS")
  void an_actor_is_read_as_it_was_written(Actor actor) throws JsonProcessingException {
    String json = ActorJson.write(actor).toString();
    assertThat(ActorJson.read(new JsonMapper().readTree(json))).isEqualTo(actor);
  }

  @Test
  void an_actor_of_an_earlier_version_counts_as_one_whose_token_names_no_device() {
    ObjectNode json = ActorJson.write(ACTORS.getFirst());
    json.remove(List.of("bound", "made"));
    assertThat(ActorJson.read(json).namer()).isEqualTo(Actor.Namer.CLIENT);
  }
}
