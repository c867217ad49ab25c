package com.sup.messenger.bootstrap.cli;

import static com.sup.messenger.bootstrap.cli.OperatorApi.part;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Shows a user: devices, revocations, cursors and unread messages.
@Command(
    name = "user",
    mixinStandardHelpOptions = true,
    description = "Shows the devices of a user, and how far they are in each chat.")
final class UserCommand implements Callable<Integer> {

  @Mixin private ApiOptions options = new ApiOptions();

  @Parameters(paramLabel = "<id>", description = "The user id.")
  private String user = "";

  private final Terminal terminal;

  UserCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    OperatorApi api = options.api(terminal);
    JsonNode known = api.get("/api/users/" + part(user));
    JsonNode cursors = api.get("/api/users/" + part(user) + "/cursors");
    if (options.json()) {
      terminal.print(known.toString());
      terminal.print(cursors.toString());
      return 0;
    }
    JsonNode presence = known.path("presence");
    terminal.print(
        "%s is %s, last seen %s"
            .formatted(user, presence.path("status").asText(), presence.path("lastSeen").asText()));
    devices(known).print(terminal);
    revocations(cursors);
    chats(known, cursors).print(terminal);
    if (cursors.path("more").asBoolean()) {
      terminal.print("The user has more chats than these.");
    }
    return 0;
  }

  private TextTable devices(JsonNode known) {
    TextTable devices = new TextTable("DEVICE", "INSTANCE", "TRANSPORT", "SINCE", "ADDRESS");
    for (JsonNode device : known.path("devices")) {
      devices.row(
          device.path("deviceId").asText(),
          device.path("instance").asText(),
          device.path("transport").asText(),
          device.path("connectedAt").asText(),
          device.path("address").asText("?"));
    }
    if (known.path("devices").isEmpty()) {
      terminal.print("No device is connected.");
    }
    return devices;
  }

  private void revocations(JsonNode cursors) {
    if (cursors.has("revokedBefore")) {
      terminal.print(
          "Tokens from before " + cursors.path("revokedBefore").asText() + " are refused.");
    }
    cursors
        .path("revokedDevices")
        .properties()
        .forEach(
            device ->
                terminal.print(
                    "Tokens of %s from before %s are refused."
                        .formatted(device.getKey(), device.getValue().asText())));
  }

  private static TextTable chats(JsonNode known, JsonNode cursors) {
    TextTable chats = new TextTable("CHAT", "HEAD", "DELIVERED", "READ", "UNREAD", "DEVICES");
    for (JsonNode chat : cursors.path("chats")) {
      List<String> devices = new ArrayList<>();
      chat.path("devices")
          .properties()
          .forEach(device -> devices.add(device.getKey() + "=" + device.getValue().asLong()));
      String id = chat.path("chatId").asText();
      chats.row(
          id,
          chat.path("headSeq").asLong(),
          chat.path("delivered").asLong(),
          chat.path("read").asLong(),
          known.path("unread").path(id).asLong(),
          String.join(" ", devices));
    }
    return chats;
  }
}
