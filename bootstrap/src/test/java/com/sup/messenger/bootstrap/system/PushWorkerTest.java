package com.sup.messenger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sup.messenger.bootstrap.tools.RequiresTool;
import com.sup.messenger.bootstrap.tools.Tool;
import com.sup.messenger.redis.RedisProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.json.JSONException;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The example in `deploy/push-worker`, on a real Redis.
@RequiresTool(Tool.NODE)
class PushWorkerTest {

  private static final Path WORKER = Path.of("..", "deploy", "push-worker", "worker.mjs");
  private static final String OUTBOX = "acme:push:outbox";
  private static final String DEAD = "acme:push:dead-letters";
  private static final Path PAGE = Path.of("..", "docs", "push-outbox.md");
  private static final Pattern EXAMPLE =
      Pattern.compile("### `([a-z:]+)`.*?```json\\n(.*?)```", Pattern.DOTALL);

  private final RedisProcess server = RedisProcess.open();

  @AfterEach
  void close() {
    server.close();
  }

  private ChildProcess worker(String name) {
    Map<String, String> variables = new HashMap<>();
    variables.put("PATH", System.getenv("PATH"));
    variables.put("REDIS_URL", server.url());
    variables.put("REDIS_PREFIX", "acme:");
    variables.put("PUSH_CONSUMER", name);
    variables.put("PUSH_RETRY_MS", "50");
    return ChildProcess.start(variables, List.of("node", WORKER.toString()));
  }

  /// Adds the examples of the page.
  private void addEachKind() throws IOException {
    EXAMPLE
        .matcher(Files.readString(PAGE))
        .results()
        .forEach(example -> add(example.group(1), example.group(2)));
  }

  private void add(String kind, String event) {
    server.command("XADD", OUTBOX, "*", "kind", kind, "user", "bob", "event", event);
  }

  private void addOne(String event) {
    add("chat:read", event);
  }

  private static String read(int seq) {
    return "{\"chatId\":\"c\",\"readSeq\":" + seq + ",\"unread\":0,\"totalUnread\":4}";
  }

  private static List<JSONObject> printed(ChildProcess worker) {
    return worker.lines().stream()
        .filter(line -> line.startsWith("{"))
        .map(PushWorkerTest::json)
        .toList();
  }

  private static JSONObject json(String line) {
    try {
      return new JSONObject(line);
    } catch (JSONException e) {
      throw new AssertionError(line, e);
    }
  }

  /// Reads an entry as a worker that dies before it acknowledges it.
  private void readAndDie(String count) {
    server.command("XREADGROUP", "GROUP", "push", "dead", "COUNT", count, "STREAMS", OUTBOX, ">");
  }

  private void makeGroup() {
    server.command("XGROUP", "CREATE", OUTBOX, "push", "0", "MKSTREAM");
  }

  private void awaitNothingPending() {
    await()
        .untilAsserted(
            () ->
                assertThat((List<?>) server.command("XPENDING", OUTBOX, "push"))
                    .first()
                    .isEqualTo(0L));
  }

  @Test
  void an_entry_of_each_kind_becomes_pushes_and_is_acknowledged() throws Exception {
    addEachKind();
    try (ChildProcess worker = worker("one")) {
      await().until(() -> printed(worker).size() == 5);
      List<JSONObject> pushes = printed(worker);
      JSONObject message = pushes.getFirst();
      assertThat(message.getString("user")).isEqualTo("bob");
      assertThat(message.getJSONObject("apns").getJSONObject("payload").getInt("seq")).isEqualTo(2);
      // The sample rings in the past.
      assertThat(pushes.get(2).getBoolean("skipped")).isTrue();
      JSONObject read = pushes.getLast().getJSONObject("apns").getJSONObject("payload");
      assertThat(read.getJSONObject("aps").getInt("badge")).isEqualTo(7);
      assertThat(pushes.getLast().has("webPush")).isTrue();
      awaitNothingPending();
    }
    assertThat(server.command("EXISTS", DEAD)).isEqualTo(0L);
  }

  @Test
  void a_call_rings_until_its_end() throws JSONException {
    add(
        "call:incoming",
        "{\"callId\":\"c\",\"callerId\":\"ada\",\"callType\":\"audio\","
            + "\"expiresAt\":\"2999-01-01T00:00:00Z\",\"connectedDevices\":[\"laptop\"]}");
    try (ChildProcess worker = worker("one")) {
      await().until(() -> printed(worker).size() == 1);
      JSONObject call = printed(worker).getFirst();
      assertThat(call.getJSONArray("exceptDevices").getString(0)).isEqualTo("laptop");
      JSONObject headers = call.getJSONObject("apns").getJSONObject("headers");
      assertThat(headers.getString("apns-push-type")).isEqualTo("voip");
      assertThat(headers.getString("apns-expiration")).isEqualTo("32472144000");
    }
  }

  @Test
  void what_a_worker_read_before_it_died_another_one_sends() throws JSONException {
    makeGroup();
    addOne(read(1));
    addOne(read(2));
    readAndDie("1");
    try (ChildProcess worker = worker("one")) {
      await().until(() -> printed(worker).size() == 2);
      assertThat(printed(worker).toString()).contains("\"readSeq\":1", "\"readSeq\":2");
      awaitNothingPending();
    }
  }

  @Test
  void of_workers_that_are_killed_one_after_the_other_nothing_is_lost() throws Exception {
    int entries = 1_000;
    for (int seq = 1; seq <= entries; seq++) {
      addOne(read(seq));
    }
    Set<String> sent = new HashSet<>();
    for (int death = 0; death < 4; death++) {
      try (ChildProcess worker = worker("worker-" + death)) {
        await().until(() -> !printed(worker).isEmpty());
        // Process.destroyForcibly would close its output too.
        ProcessHandle.of(worker.pid()).orElseThrow().destroyForcibly();
        worker.awaitEnd(Duration.ofSeconds(10));
        printed(worker).forEach(push -> sent.add(push.optString("id")));
      }
    }
    try (ChildProcess worker = worker("last")) {
      await()
          .untilAsserted(
              () -> {
                printed(worker).forEach(push -> sent.add(push.optString("id")));
                assertThat(sent).hasSize(entries);
              });
      awaitNothingPending();
    }
    assertThat(server.command("EXISTS", DEAD)).isEqualTo(0L);
  }

  @Test
  void a_poison_entry_is_given_up_after_five_tries_and_holds_up_no_other() {
    addOne("no JSON");
    addOne(read(2));
    try (ChildProcess worker = worker("one")) {
      worker.await("Gave up");
      awaitNothingPending();
      assertThat(printed(worker)).hasSize(1);
    }
    assertThat(server.command("XRANGE", DEAD, "-", "+").toString())
        .contains("kind, chat:read, user, bob, event, no JSON, id, ");
    assertThat(server.command("XLEN", DEAD)).isEqualTo(1L);
  }

  @Test
  void an_entry_at_which_five_workers_died_is_given_up_untried() {
    makeGroup();
    addOne(read(1));
    readAndDie("1");
    for (int death = 2; death <= 5; death++) {
      server.command("XAUTOCLAIM", OUTBOX, "push", "dead", "0", "0-0");
    }
    try (ChildProcess worker = worker("one")) {
      worker.await("Its workers have died");
      awaitNothingPending();
      assertThat(printed(worker)).isEmpty();
    }
  }
}
