package com.sup.messenger.application.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.memory.MemoryPorts;
import com.sup.messenger.application.port.chat.MessageLog;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.chat.Position;
import com.sup.messenger.domain.message.Draft;
import com.sup.messenger.domain.message.EncryptedContent;
import com.sup.messenger.domain.message.MessageType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeadBoundTest {

  private static final ChatId CHAT = new ChatId("chat");
  private static final Profile ADA = Profile.of(new UserId("ada"));

  private final Ports ports = MemoryPorts.create(InstantSource.fixed(Instant.EPOCH));
  private final MessageLog log = ports.messageLog();
  private final List<String> lines = new ArrayList<>();
  private final HeadBound bound = new HeadBound(log, lines::add);

  private void append() {
    ports.chatDirectory().add(CHAT, ADA.id(), 0);
    EncryptedContent content = new EncryptedContent("x");
    log.append(
        new Draft(CHAT, content, MessageType.TEXT, null, null, null),
        ADA,
        null,
        new MessageId("m" + log.head(CHAT)),
        Instant.EPOCH);
  }

  @Test
  void a_place_up_to_the_head_stays() {
    Position place = new Position(3, 5);
    assertThat(bound.within(CHAT, place, place)).isEqualTo(place);
    assertThat(bound.within(CHAT, 3, new Position(4, 0))).isEqualTo(3);
    assertThat(lines).isEmpty();
  }

  @Test
  void a_place_beyond_the_head_is_the_head_and_is_logged_once_a_chat() {
    append();
    Position head = new Position(1, 2);
    assertThat(bound.within(CHAT, new Position(500, 600), head)).isEqualTo(head);
    assertThat(bound.within(CHAT, 500, head)).isEqualTo(1);
    assertThat(lines)
        .singleElement()
        .asString()
        .startsWith("The chat chat has a place 500/600 beyond its head 1/2, which counts instead.");
  }

  @Test
  void a_head_that_has_moved_on_is_read_again() {
    append();
    append();
    assertThat(bound.within(CHAT, new Position(2, 3), new Position(1, 2)))
        .isEqualTo(new Position(2, 3));
    assertThat(lines).isEmpty();
  }
}
