package com.sup.messenger.redis.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.port.ConnectionRegistry;
import com.sup.messenger.application.port.DurableTimers.Reminder;
import com.sup.messenger.application.port.Instances.Instance;
import com.sup.messenger.application.port.Snapshot;
import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.Signal;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.contracts.Samples;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.call.Call;
import com.sup.messenger.domain.call.Ended;
import com.sup.messenger.domain.call.Ringing;
import com.sup.messenger.domain.chat.Position;
import com.sup.messenger.domain.message.Draft;
import com.sup.messenger.domain.message.Posted;
import com.sup.messenger.domain.presence.UserPresence;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JsonTest {

  static Stream<Class<?>> sealedTypes() {
    return Stream.of(
        ServerEvent.class,
        Signal.class,
        Topic.class,
        Reminder.class,
        Call.class,
        UserPresence.class);
  }

  static Stream<Class<?>> kinds() {
    return sealedTypes().flatMap(RecordSamples::records);
  }

  static Stream<Class<?>> records() {
    return Stream.concat(
        kinds(),
        Stream.of(
            Envelope.class,
            Posted.class,
            Draft.class,
            Snapshot.class,
            Instance.class,
            ConnectionRegistry.Entry.class));
  }

  @ParameterizedTest
  @MethodSource("records")
  void a_value_is_read_as_it_was_written(Class<?> type) {
    for (boolean full : new boolean[] {true, false}) {
      Object value = RecordSamples.of(type, full);
      assertThat(RedisJson.read(type, RedisJson.write(value))).isEqualTo(value);
    }
  }

  @ParameterizedTest
  @MethodSource("sealedTypes")
  void a_value_is_read_without_knowing_which_kind_it_is(Class<?> type) {
    RecordSamples.records(type)
        .map(kind -> RecordSamples.of(kind, true))
        .forEach(
            value -> assertThat(RedisJson.read(type, RedisJson.write(value))).isEqualTo(value));
  }

  @Test
  void the_names_are_those_of_the_contract_and_nothing_is_in_it_twice() {
    ServerEvent event = new ServerEvent.TypingStopped(new ChatId("c"), new UserId("u"));
    assertThat(RedisJson.write(event))
        .isEqualTo("{\"@\":\"message:stop-typing\",\"chatId\":\"c\",\"userId\":\"u\"}");
    Topic topic = new Topic.Chat(new ChatId("c"));
    assertThat(RedisJson.write(topic)).isEqualTo("{\"@\":\"Chat\",\"chatId\":\"c\"}");
  }

  @Test
  void what_a_newer_version_adds_is_passed_over() {
    String json = "{\"@\":\"Chat\",\"chatId\":\"c\",\"newer\":{\"x\":[1]}}";
    assertThat(RedisJson.read(Topic.class, json)).isEqualTo(new Topic.Chat(new ChatId("c")));
  }

  @Test
  void an_earlier_version_takes_a_connection_for_a_device_that_it_does_not_know() {
    Envelope.Origin origin = new Envelope.Origin(new UserId("u"), "s0cket-id_");
    assertThat(RedisJson.write(origin)).isEqualTo("{\"user\":\"u\",\"device\":\"s0cket-id_\"}");
    LogEntry entry =
        LogEntry.of(
            Samples.draft(new ChatId("c"), "x", null),
            Samples.profile(),
            "s0cket-id_",
            Samples.messageId(),
            Samples.NOW);
    assertThat(RedisJson.write(entry)).contains(",\"device\":\"s0cket-id_\",");
  }

  @Test
  void what_a_device_has_caused_by_an_earlier_version_comes_from_no_connection_here() {
    String origin = "{\"user\":\"u\",\"device\":\"phone\"}";
    assertThat(RedisJson.read(Envelope.Origin.class, origin))
        .isEqualTo(new Envelope.Origin(new UserId("u"), "phone"));
  }

  @Test
  void of_a_call_that_an_earlier_version_has_begun_or_ended_that_one_has_told() {
    for (Class<?> state : List.of(Ringing.class, Ended.class)) {
      String json = RedisJson.write(RecordSamples.of(state, true)).replace(",\"untold\":true", "");
      assertThat(RedisJson.write(RedisJson.read(Call.class, json))).contains("\"untold\":false");
    }
  }

  @Test
  void what_cannot_be_read_is_not_quoted() {
    for (String json :
        List.of("secret", "{\"@\":\"secret\"}", "{\"@\":\"Chat\",\"chatId\":\"\"}")) {
      assertThatThrownBy(() -> RedisJson.read(Topic.class, json))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("No JSON for Topic")
          .hasNoCause();
    }
  }

  @Test
  void keys_of_maps_may_be_ids() {
    Snapshot snapshot = (Snapshot) RecordSamples.of(Snapshot.class, true);
    assertThat(RedisJson.read(Snapshot.class, RedisJson.write(snapshot)).positions())
        .isEqualTo(Map.of(new ChatId("a:b@c.d_e-1"), new Position(1L << 60, 1L << 60)));
  }
}
