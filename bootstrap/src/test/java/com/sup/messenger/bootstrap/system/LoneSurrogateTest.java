package com.sup.messenger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.bootstrap.MessengerServer;
import com.sup.messenger.bootstrap.config.Configuration;
import com.sup.messenger.redis.RedisProcess;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests that text with half of a surrogate pair is refused. Redis would turn each half into `?`,
/// so that two different texts would be the same.
class LoneSurrogateTest {

  private static final String MESSAGE =
      "\"chatId\":\"room\",\"messageType\":\"text\",\"encryptedContent\":\"%s\"";
  private static final String PLAIN = MESSAGE.formatted("x");

  @AutoClose private static final RedisProcess redis = RedisProcess.open();

  @AutoClose
  private static final MessengerServer server =
      MessengerServer.start(
          Configuration.from(Map.of("PORT", "0", "API_PORT", "0", "REDIS_URL", redis.url())));

  /// Sends a message and returns the acknowledgement.
  private static String send(RawSocketIoClient client, String fields) throws IOException {
    client.send("420[\"message:new\",{" + fields + "}]");
    return client.readUntil("430");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\ud800", "\\udfff", "a\\ud83d", "\\ude00\\ud83d"})
  void a_message_with_a_lone_surrogate_is_refused_and_the_connection_lives(String text)
      throws Exception {
    try (RawSocketIoClient ada = RawSocketIoClient.connect(server.port(), Tokens.of("ada"))) {
      for (String fields :
          new String[] {
            MESSAGE.formatted(text),
            PLAIN + ",\"tempId\":\"" + text + "\"",
            PLAIN + ",\"metadata\":{\"" + text + "\":1}",
            PLAIN + ",\"metadata\":{\"a\":[\"" + text + "\"]}"
          }) {
        assertThat(send(ada, fields))
            .contains("\"success\":false")
            .contains("\"error\":\"INVALID_PAYLOAD\"");
      }
      assertThat(send(ada, MESSAGE.formatted("\\ud83d\\ude00"))).contains("\"success\":true");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"deviceId\":\"\\ud800\"",
        "\"customStatus\":\"\\ud800\"",
        "\"\\ud800\":1",
        "\"cursors\":{\"\\ud800\":1}"
      })
  void an_auth_with_a_lone_surrogate_is_refused_and_the_connection_lives(String field)
      throws Exception {
    try (RawSocketIoClient ada = RawSocketIoClient.open(server.port())) {
      String token = "\"token\":\"" + Tokens.of("ada") + "\"";
      ada.send("40{" + token + "," + field + "}");
      assertThat(ada.readUntil("4")).startsWith("44").contains("\"INVALID_PAYLOAD\"");
      ada.send("40{" + token + "}");
      assertThat(ada.readUntil("42[\"sync:complete\"")).isNotNull();
    }
  }
}
