package com.sup.messenger.domain.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.message.EncryptedContent;
import com.sup.messenger.domain.message.Message;
import com.sup.messenger.domain.message.MessageType;
import com.sup.messenger.domain.message.Metadata;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AudienceTest {

  private static final UserId ADA = new UserId("ada");
  private static final UserId BOB = new UserId("bob");
  private static final UserId EVE = new UserId("eve");

  private static Message byAda(List<UserId> mentions) {
    return new Message(
        new MessageId("m"),
        new ChatId("chat"),
        1,
        ADA,
        new EncryptedContent("secret"),
        MessageType.TEXT,
        null,
        mentions.isEmpty() ? null : new Metadata("{}", mentions),
        Instant.EPOCH,
        null,
        false,
        null,
        0,
        null);
  }

  private static Audience of(List<UserId> mentions, Optional<UserId> answered, UserId... members) {
    return Audience.of(byAda(mentions), answered, Set.of(members));
  }

  @Test
  void a_plain_message_concerns_nobody_in_particular() {
    assertThat(of(List.of(), Optional.empty(), ADA, BOB))
        .isEqualTo(new Audience(Set.of(), Set.of()));
  }

  @Test
  void only_members_are_mentioned_and_never_the_sender() {
    assertThat(of(List.of(ADA, BOB, BOB, EVE), Optional.empty(), ADA, BOB).mentioned())
        .containsExactly(BOB);
  }

  @Test
  void only_a_member_is_replied_to_and_never_the_sender() {
    assertThat(of(List.of(), Optional.of(BOB), ADA, BOB).repliedTo()).containsExactly(BOB);
    assertThat(of(List.of(), Optional.of(ADA), ADA, BOB).repliedTo()).isEmpty();
    assertThat(of(List.of(), Optional.of(EVE), ADA, BOB).repliedTo()).isEmpty();
  }

  @Test
  void a_user_who_is_mentioned_and_replied_to_counts_as_mentioned() {
    assertThat(of(List.of(BOB), Optional.of(BOB), ADA, BOB))
        .isEqualTo(new Audience(Set.of(BOB), Set.of()));
  }

  @Test
  void the_first_hundred_members_are_mentioned() {
    List<UserId> users = IntStream.range(0, 150).mapToObj(i -> new UserId("u" + i)).toList();
    Set<UserId> members = new HashSet<>(users.subList(20, 150));
    assertThat(Audience.of(byAda(users), Optional.empty(), members).mentioned())
        .containsExactlyInAnyOrderElementsOf(users.subList(20, 120));
  }
}
