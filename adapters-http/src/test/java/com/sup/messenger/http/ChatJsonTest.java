package com.sup.messenger.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.event.Reply;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.message.EncryptedContent;
import com.sup.messenger.domain.message.Message;
import com.sup.messenger.domain.message.MessageType;
import com.sup.messenger.domain.message.Metadata;
import com.sup.messenger.domain.message.TempId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Tests the bytes of a message in the service API.
class ChatJsonTest {

  private static final UserId ADA = new UserId("ada");

  private static final Message FULL =
      new Message(
          new MessageId("m2"),
          new ChatId("c"),
          2,
          ADA,
          new EncryptedContent("x\u00e9"),
          MessageType.TEXT,
          new MessageId("m1"),
          new Metadata("{\"a\":1.0}", List.of()),
          Instant.EPOCH,
          new TempId("t"),
          true,
          Instant.EPOCH.plusSeconds(60),
          3,
          Instant.EPOCH.plusMillis(5));

  private static final Message LEAST =
      new Message(
          new MessageId("m1"),
          new ChatId("c"),
          1,
          ADA,
          new EncryptedContent("x"),
          MessageType.IMAGE,
          null,
          null,
          Instant.EPOCH,
          null,
          false,
          null,
          0,
          null);

  @Test
  void a_message_with_all_fields() {
    assertThat(json(new Reply.MessageSent(FULL, new Profile(ADA, "Ada", "a.png"))))
        .isEqualTo(
            "{'message':{'id':'m2','chatId':'c','seq':2,'senderId':'ada','encryptedContent':'x\u00e9',"
                + "'messageType':'text','replyToId':'m1','metadata':{'a':1.0},'tempId':'t',"
                + "'silent':true,'expiresAt':'1970-01-01T00:01:00.000Z','version':3,"
                + "'editedAt':'1970-01-01T00:00:00.005Z','createdAt':'1970-01-01T00:00:00.000Z',"
                + "'status':'sent'},'sender':{'id':'ada','username':'Ada','avatar':'a.png'}}");
  }

  @Test
  void a_message_with_the_least_fields() {
    assertThat(json(new Reply.MessageSent(LEAST, Profile.of(ADA))))
        .isEqualTo(
            "{'message':{'id':'m1','chatId':'c','seq':1,'senderId':'ada','encryptedContent':'x',"
                + "'messageType':'image','createdAt':'1970-01-01T00:00:00.000Z','status':'sent'},"
                + "'sender':{'id':'ada'}}");
  }

  @Test
  void a_deleted_message() {
    assertThat(json(new Reply.MessageSent(FULL.deleted(ADA, Instant.EPOCH), Profile.of(ADA))))
        .isEqualTo(
            "{'message':{'id':'m2','chatId':'c','seq':2,'senderId':'ada',"
                + "'deletedAt':'1970-01-01T00:00:00.000Z','createdAt':'1970-01-01T00:00:00.000Z',"
                + "'status':'deleted'},'sender':{'id':'ada'}}");
  }

  private static String json(Reply.MessageSent sent) {
    return ChatJson.of(sent).toString().replace('"', '\'');
  }
}
