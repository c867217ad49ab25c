package com.sup.messenger.application.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.domain.CallId;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.OpaqueJson;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.call.CallType;
import com.sup.messenger.domain.chat.ChatUpdateType;
import com.sup.messenger.domain.message.EncryptedContent;
import com.sup.messenger.domain.message.Message;
import com.sup.messenger.domain.message.MessageType;
import com.sup.messenger.domain.notification.Notice;
import com.sup.messenger.domain.notification.NotificationType;
import com.sup.messenger.domain.notification.Priority;
import com.sup.messenger.domain.reaction.Reaction;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class NoticesTest {

  private static final ChatId CHAT = new ChatId("chat");
  private static final Profile ADA = new Profile(new UserId("ada"), "Ada", null);
  private static final Message MESSAGE =
      new Message(
          new MessageId("m"),
          CHAT,
          1,
          ADA.id(),
          new EncryptedContent("secret"),
          MessageType.VOICE,
          null,
          null,
          Instant.EPOCH,
          null,
          false,
          null,
          0,
          null);

  @Test
  void a_notice_names_user_act_and_place() {
    assertThat(Notices.mention(ADA, MESSAGE))
        .isEqualTo(
            new Notice(
                NotificationType.MENTION,
                "New mention",
                "Ada mentioned you",
                new OpaqueJson("{\"messageType\":\"voice\"}"),
                ADA.id(),
                CHAT,
                MESSAGE.id(),
                Priority.HIGH));
    assertThat(Notices.reply(ADA, MESSAGE).message()).isEqualTo("Ada replied to your message");
    assertThat(Notices.chatUpdated(CHAT, ADA, ChatUpdateType.NAME).message())
        .isEqualTo("Ada changed the name of a chat");
    assertThat(Notices.chatInvite(CHAT, ADA).message()).isEqualTo("Ada added you to a chat");
  }

  @Test
  void a_notice_may_name_no_user() {
    assertThat(Notices.chatUpdated(CHAT, null, ChatUpdateType.SETTINGS).message())
        .isEqualTo("The settings of a chat changed");
    assertThat(Notices.chatInvite(CHAT, null).message()).isEqualTo("You were added to a chat");
    assertThat(Notices.mention(Profile.of(ADA.id()), MESSAGE).message())
        .isEqualTo("ada mentioned you");
  }

  @Test
  void a_missed_call_names_its_type() {
    Notice notice = Notices.missedCall(ADA, new CallId("c1"), CallType.VIDEO);
    assertThat(notice.message()).isEqualTo("You missed a video call from Ada");
    assertThat(notice.data().json()).isEqualTo("{\"callId\":\"c1\",\"callType\":\"video\"}");
    assertThat(Notices.missedCall(ADA, new CallId("c1"), CallType.AUDIO).message())
        .isEqualTo("You missed an audio call from Ada");
  }

  @Test
  void any_reaction_makes_data_that_is_json() {
    assertThat(
            Notices.reaction(ADA, MESSAGE.chatId(), MESSAGE.id(), new Reaction("\"\\\n\u2764"))
                .data()
                .json())
        .isEqualTo("{\"reaction\":\"\\\"\\\\\\u000a\u2764\"}");
  }

  @Test
  void a_long_name_is_cut_between_characters() {
    Profile long_ = new Profile(ADA.id(), "\uD83D\uDE00".repeat(200), null);
    assertThat(Notices.mention(long_, MESSAGE).message())
        .isEqualTo("\uD83D\uDE00".repeat(64) + " mentioned you");
  }
}
