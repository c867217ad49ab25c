package com.sup.messenger.contracts.message;

import static com.sup.messenger.contracts.Samples.chat;
import static com.sup.messenger.contracts.Samples.draft;
import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.port.chat.MessageLog;
import com.sup.messenger.contracts.Samples;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.message.Draft;
import com.sup.messenger.domain.message.EncryptedContent;
import com.sup.messenger.domain.message.MessageType;
import com.sup.messenger.domain.message.Metadata;
import com.sup.messenger.domain.message.Posted;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Tests the promises of [MessageLog] for texts: they come back character by character.
abstract class MessageTexts extends DeletedLogs {

  /// Texts that stores are known to change or to refuse, and those of the greatest size.
  private static final List<String> TEXTS =
      List.of(
          "\0",
          "a\0b\0",
          "e\u0301 is not \u00E9",
          "\u212B \uFB01 \u1E9B\u0323",
          "\uFEFFbegins with a mark",
          " \t\r\n between spaces \u00A0\u2028 ",
          "\uFFFD\uFFFE\uFFFF\uDBFF\uDFFF",
          "\\u0000 \\ \" ' %s {0} $1",
          "x".repeat(EncryptedContent.MAX_BYTES),
          "\uD83D\uDE00".repeat(EncryptedContent.MAX_BYTES / 4));

  /// Returns every character of the basic plane, in texts that are not too long.
  private static Stream<String> everyCharacter() {
    return IntStream.range(0, 0x10000 / 0x2000).mapToObj(MessageTexts::characters);
  }

  private static String characters(int block) {
    return IntStream.range(block * 0x2000, (block + 1) * 0x2000)
        .filter(c -> !Character.isSurrogate((char) c))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  @Test
  void every_text_comes_back_as_it_was() {
    ChatId chat = chat();
    Profile sender = new Profile(Samples.user(), "e\u0301 \uD83D\uDE00 \u00E9", "a\u2028b");
    List<Posted> stored = new ArrayList<>();
    Stream.concat(TEXTS.stream(), everyCharacter())
        .forEach(text -> stored.add(append(draft(chat, text, null), sender)));
    List<Posted> read = log().after(chat, 0, 100, AMPLE).entries();
    assertThat(read).isEqualTo(stored);
    assertThat(read.stream().map(MessageTexts::content))
        .containsExactlyElementsOf(Stream.concat(TEXTS.stream(), everyCharacter()).toList());
  }

  private static String content(Posted posted) {
    return ((com.sup.messenger.domain.message.Message) posted.message()).encryptedContent().value();
  }

  @Test
  void every_text_of_an_edit_and_of_metadata_comes_back_as_it_was() {
    String json = "{\"a\":\"\\u0000 e\u0301 \u00E9\",\"b\":1e2,\"b\":1.0}";
    Draft draft =
        new Draft(
            chat(),
            new EncryptedContent("before"),
            MessageType.TEXT,
            null,
            new Metadata(json, List.of()),
            null);
    Posted posted = append(draft, Samples.profile());
    assertThat(log().read(draft.chatId(), posted.message().id())).contains(posted);
    for (String text : TEXTS) {
      posted = replace(posted, edited(posted, text));
      assertThat(log().read(draft.chatId(), posted.message().id())).contains(posted);
    }
  }
}
