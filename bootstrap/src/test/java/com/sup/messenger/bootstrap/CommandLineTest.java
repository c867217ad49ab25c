package com.sup.messenger.bootstrap;

import static com.sup.messenger.bootstrap.TestClient.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.json.JSONArray;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Tests the command line against one instance in memory.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandLineTest {

  private static final String SECRET = "s".repeat(32);
  private static final String KEY = "k".repeat(32);

  private final RunningService service =
      new RunningService(
          "NODE_ENV=production",
          "JWT_SECRET=" + SECRET,
          "CORS_ORIGIN=https://a.example",
          "SERVICE_API_KEY=" + KEY);
  private final Operator operator = Operator.of(service, KEY);
  private TestClient ada;
  private TestClient bob;

  @TempDir private Path folder;

  @BeforeAll
  void connect() {
    BackEnd api = service.backEnd(KEY);
    api.expect(
        201, "PUT", "/api/chats/crew", json("members", new JSONArray(List.of("ada", "bob", "cy"))));
    ada = service.clientWith(Tokens.signed(SECRET, "ada", "ada-phone"));
    bob = service.clientWith(Tokens.signed(SECRET, "bob", "bob-phone"));
    ada.connect();
    bob.connect();
    ada.succeed(
        "message:new",
        json("chatId", "crew", "encryptedContent", "hush-hush", "messageType", "text"));
    String id = bob.next("message:new").optJSONObject("message").optString("id");
    bob.succeed("message:read", json("chatId", "crew", "messageId", id));
  }

  @AfterAll
  void stop() {
    service.close();
  }

  static Process start(Operator operator, String... command) throws IOException {
    List<String> words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-classpath",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    words.addAll(List.of(command));
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(operator.variables());
    return builder.start();
  }

  @Test
  void the_process_answers_a_command_and_ends_with_its_code() throws Exception {
    await().until(() -> operator.run("health").code() == 0);
    Process process = start(operator, "health");
    String text = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(text).isZero();
    assertThat(text).contains("ready", "All is well.").doesNotContain(KEY);
  }

  @Test
  void a_user_is_shown_with_devices_cursors_and_unread_messages() {
    Operator.Answer bobs = operator.run("user", "bob");
    assertThat(bobs.code()).as(bobs.text()).isZero();
    assertThat(bobs.text())
        .contains("bob is online", "bob-phone")
        .containsPattern("crew +1 +1 +1 +0 ");
    assertThat(operator.run("user", "cy").text())
        .contains("No device is connected.")
        .containsPattern("crew +1 +0 +0 +1");
  }

  @Test
  void a_message_is_shown_with_its_receivers_and_without_its_content() {
    Operator.Answer answer = operator.run("message", "crew", "1");
    assertThat(answer.code()).as(answer.text()).isZero();
    assertThat(answer.text())
        .contains("of ada in crew: stored")
        .containsPattern("bob +yes +yes +bob-phone=yes")
        .containsPattern("cy +no +no")
        .doesNotContain("hush-hush");
    assertThat(operator.run("message", "crew", "2").text())
        .contains("404 MESSAGE_NOT_FOUND: The log has no entry 2: its newest is 1");
  }

  @Test
  void the_load_is_shown() {
    Operator.Answer answer = operator.run("top", "--times", "1");
    assertThat(answer.code()).as(answer.text()).isZero();
    assertThat(answer.text()).contains("CONNECTIONS").containsPattern("all +2 ");
  }

  @Test
  void the_answers_of_the_service_are_printed_as_they_are() {
    assertThat(operator.run("health", "--json").text()).contains("{\"instance\":");
  }

  @Test
  void a_key_may_come_from_a_file_and_a_wrong_one_is_told() throws Exception {
    Path file = Files.writeString(folder.resolve("key"), KEY + "\n");
    Operator other = operator.with("SERVICE_API_KEY", "wrong");
    assertThat(other.run("user", "bob", "--key-file", file.toString()).code()).isZero();
    Operator.Answer refused = other.run("user", "bob");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.text()).contains("401 AUTHENTICATION_REQUIRED");
  }

  @Test
  void a_service_that_is_not_there_is_told_in_one_line() {
    Operator.Answer answer = operator.with("SUP_API_URL", "http://localhost:1").run("health");
    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.text()).contains("http://localhost:1 does not answer: ConnectException");
  }

  @Test
  void an_unknown_command_has_exit_code_2_and_the_help_names_all() {
    Operator.Answer answer = operator.run("restart");
    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.text()).contains("Unmatched argument");
    assertThat(operator.run("--help").text()).contains("config", "token", "trace", "health");
    assertThat(operator.run("config").code()).isEqualTo(2);
  }
}
