package com.sup.messenger.websocket.gateway;

import static org.assertj.core.api.Assertions.assertThatCode;

import com.sup.messenger.application.connection.Delivery;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.domain.CallId;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.OpaqueJson;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.call.CallStatus;
import com.sup.messenger.domain.message.EncryptedContent;
import com.sup.messenger.domain.message.Message;
import com.sup.messenger.domain.message.MessageType;
import com.sup.messenger.domain.message.Metadata;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Tests that JSON which the service accepts can also be sent. Else one stored message breaks the
/// chat for all members.
class HostileJsonTest {

  private final EventCodec codec = new EventCodec("/");

  @Test
  void names_that_collide_go_out_again() {
    StringBuilder json = new StringBuilder("{");
    for (String name : colliding(6).subList(0, 400)) {
      json.append('"').append(name).append("\":1,");
    }
    String object = json.append("\"z\":1}").toString();
    Message message =
        new Message(
            new MessageId("m"),
            new ChatId("c"),
            1,
            new UserId("u"),
            new EncryptedContent("x"),
            MessageType.TEXT,
            null,
            new Metadata(object, List.of()),
            Instant.EPOCH,
            null,
            false,
            null,
            0,
            null);
    goesOut(new ServerEvent.MessageNew(message, Profile.of(new UserId("u"))));
  }

  /// Returns names of one length with the same hash in the parser: 33 times the sum up to there,
  /// and a character.
  private static List<String> colliding(int pairs) {
    List<String> names = List.of("");
    for (int i = 0; i < pairs; i++) {
      List<String> longer = new ArrayList<>();
      for (String name : names) {
        longer.add(name + "A~");
        longer.add(name + "B]");
        longer.add(name + "C<");
      }
      names = longer;
    }
    return names;
  }

  @Test
  void a_name_of_50_001_characters_goes_out_again() {
    String answer = "{\"" + "n".repeat(50_001) + "\":1}";
    goesOut(
        new ServerEvent.CallAnswered(new CallId("c"), new OpaqueJson(answer), CallStatus.ANSWERED));
  }

  private void goesOut(ServerEvent event) {
    assertThatCode(() -> codec.encode(new Delivery(event))).doesNotThrowAnyException();
  }
}
