package com.sup.messenger.bootstrap.cli;

import static com.sup.messenger.bootstrap.cli.OperatorApi.part;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Shows if a message is stored, and which members have received and read it.
@Command(
    name = "message",
    mixinStandardHelpOptions = true,
    description = "Shows if a message is stored, and which devices have it.")
final class MessageCommand implements Callable<Integer> {

  @Mixin private ApiOptions options = new ApiOptions();

  @Parameters(index = "0", paramLabel = "<chatId>", description = "The chat id.")
  private String chat = "";

  @Parameters(index = "1", paramLabel = "<seq>", description = "The place of the message.")
  private long seq;

  private final Terminal terminal;

  MessageCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    JsonNode message = options.api(terminal).get("/api/chats/" + part(chat) + "/entries/" + seq);
    if (options.json()) {
      terminal.print(message.toString());
      return 0;
    }
    terminal.print(
        "%s of %s in %s: %s at %s"
            .formatted(
                message.path("messageId").asText(),
                message.path("senderId").asText(),
                chat,
                message.path("deleted").asBoolean() ? "deleted, sent" : "stored",
                message.path("createdAt").asText()));
    receivers(message).print(terminal);
    if (message.path("more").asBoolean()) {
      terminal.print("The chat has more members than these.");
    }
    return 0;
  }

  private static TextTable receivers(JsonNode message) {
    TextTable receivers = new TextTable("MEMBER", "DELIVERED", "READ", "OPEN DEVICES");
    for (JsonNode receiver : message.path("receivers")) {
      List<String> devices = new ArrayList<>();
      receiver
          .path("devices")
          .properties()
          .forEach(device -> devices.add(device.getKey() + "=" + yes(device.getValue())));
      receivers.row(
          receiver.path("userId").asText(),
          receiver.path("visible").asBoolean() ? yes(receiver.path("delivered")) : "joined later",
          yes(receiver.path("read")),
          String.join(" ", devices));
    }
    return receivers;
  }

  private static String yes(JsonNode flag) {
    return flag.asBoolean() ? "yes" : "no";
  }
}
