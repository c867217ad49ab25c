package com.sup.messenger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Users who ask for many messages and never read the answers.
record DeafClients(Target target) {

  private static final String CHAT = "much";
  private static final int MESSAGE = 50_000;
  private static final int MESSAGES = 21;
  private static final int MEBIBYTE = 1024 * 1024;
  private static final int ASKED = 20;
  private static final int USERS = 100;

  /// Makes the chat that they ask for.
  void prepare() throws IOException {
    String members =
        IntStream.range(0, USERS)
            .mapToObj(i -> '"' + user(i) + '"')
            .collect(Collectors.joining(",", "{\"members\":[", "]}"));
    try (RawTcp api = new RawTcp(target.apiPort())) {
      api.send(
          "PUT /api/chats/%s HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer %s\r\nContent-Length: %d\r\n\r\n%s"
              .formatted(CHAT, target.key(), members.length(), members));
      assertThat(api.read()).startsWith("HTTP/1.1 20");
    }
    try (RawSocketIoClient author =
        RawSocketIoClient.connect(target.port(), target.token(user(0)))) {
      for (int i = 0; i < MESSAGES; i++) {
        speak(author, "420");
        assertThat(author.readUntil("430")).contains("\"success\":true");
      }
    }
  }

  private static String user(int number) {
    return "deaf-" + number;
  }

  private static void speak(RawSocketIoClient author, String type) throws IOException {
    author.send(
        type
            + "[\"message:new\",{\"chatId\":\""
            + CHAT
            + "\",\"messageType\":\"text\",\"encryptedContent\":\""
            + "h".repeat(MESSAGE)
            + "\"}]");
  }

  /// Asks for as much as each user may ask for in a minute. Some users also write to the chat.
  Barrage.Done ask(Barrage.Force force) throws Exception {
    try (Barrage barrage = new Barrage(force, 400)) {
      return barrage.fire(
          1_000_000,
          (_, index) -> {
            RawSocketIoClient client =
                barrage.client(target.port(), index, target.token(user(index % USERS)), 4_096);
            if (index % 40 == 0) {
              speak(client, "42");
            }
            for (int i = 0; i < ASKED && !barrage.isOver(); i++) {
              client.send(
                  "42" + i + "[\"chat:sync\",{\"chatId\":\"" + CHAT + "\",\"afterSeq\":0}]");
              barrage.count(MEBIBYTE);
            }
          });
    }
  }
}
