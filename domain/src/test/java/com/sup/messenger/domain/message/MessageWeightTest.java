package com.sup.messenger.domain.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageWeightTest {

  private static int weight(String content, @Nullable Metadata metadata) {
    return new Message(
            new MessageId("m"),
            new ChatId("c"),
            1,
            new UserId("u"),
            new EncryptedContent(content),
            MessageType.TEXT,
            null,
            metadata,
            Instant.EPOCH,
            null,
            false,
            null,
            0,
            null)
        .weight();
  }

  @ParameterizedTest
  @CsvSource({
    "41,1", "22,2", "5c,2", "0a,2", "08,2", "01,6", "1f,6", "7f,1", "e9,2", "20ac,3", "1f600,4"
  })
  void a_content_weighs_what_it_is_in_json(String codePoint, int bytes) {
    String text = Character.toString(Integer.parseInt(codePoint, 16));
    assertThat(weight(text, null)).isEqualTo(bytes);
    assertThat(weight("a" + text.repeat(3), null)).isEqualTo(1 + 3 * bytes);
  }

  @Test
  void metadata_weigh_as_they_are() {
    assertThat(weight("a", new Metadata("{\"é\":\"\\n\"}", List.of()))).isEqualTo(1 + 11);
  }
}
