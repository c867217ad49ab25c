package com.sup.messenger.bootstrap;

import static com.sup.messenger.bootstrap.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.sup.messenger.application.port.spi.ConfigurationException;
import com.sup.messenger.bootstrap.acme.AcmePushOutbox;
import com.sup.messenger.bootstrap.config.Configuration;
import com.sup.messenger.domain.UserId;
import java.util.Map;
import org.json.JSONArray;
import org.json.JSONException;
import org.json.JSONObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdaptersTest {

  @BeforeEach
  void forget() {
    AcmePushOutbox.MADE.clear();
  }

  private static void refused(String message, String... variables) {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> new RunningService(variables).close())
        .withMessage(message);
  }

  @Test
  void the_last_module_that_has_a_port_is_used_and_closed() throws Exception {
    try (RunningService service =
        new RunningService("ADAPTERS=memory,acme", "ACME_OUTBOX_SIZE=1")) {
      TestClient ada = service.connect("ada");
      TestClient bob = service.connect("bob");
      bob.succeed("chat:join", json("chatId", "c"));
      bob.close();
      // Not the connections of the instance: one leaves them before its user counts as away.
      await().until(() -> hasNoDevice(service, "bob"));
      ada.succeed(
          "message:new",
          json("chatId", "c", "encryptedContent", "x", "messageType", "text")
              .put("metadata", json("mentions", new JSONArray().put("bob"))));
      AcmePushOutbox outbox = AcmePushOutbox.MADE.element();
      await().until(() -> !outbox.entries().isEmpty());
      assertThat(outbox.entries())
          .singleElement()
          .satisfies(entry -> assertThat(entry.user()).isEqualTo(new UserId("bob")));
      assertThat(outbox.closed()).isFalse();
    }
    assertThat(AcmePushOutbox.MADE).singleElement().matches(AcmePushOutbox::closed);
  }

  private static boolean hasNoDevice(RunningService service, String user) throws JSONException {
    JSONObject found = service.backEnd().expect(200, "GET", "/api/users/" + user);
    return found.getJSONArray("devices").length() == 0;
  }

  @Test
  void memory_is_the_default_and_other_modules_are_not_opened() {
    new RunningService().close();
    new RunningService("ADAPTERS=acme,memory").close();
    assertThat(AcmePushOutbox.MADE).hasSize(1);
  }

  @Test
  void an_unknown_name_is_refused() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> Configuration.from(Map.of("ADAPTERS", "memory,mongo")))
        .withMessageStartingWith("ADAPTERS=mongo: must be one or several of acme, faulty, memory");
  }

  @Test
  void a_port_that_no_module_has_is_refused_and_what_was_opened_is_closed() {
    refused(
        "ADAPTERS=acme: must be modules of which one at least has each port of CallStore,"
            + " ChatDirectory, ChatProfiles, ConnectionRegistry, DurableTimers, EventBus,"
            + " Instances, MessageLog, NotificationStore, PreferenceStore, PresenceStore,"
            + " RateLimiter, ReactionStore, ReceiptStore, Revocations, SessionStore, Viewers",
        "ADAPTERS=acme");
    assertThat(AcmePushOutbox.MADE).singleElement().matches(AcmePushOutbox::closed);
  }

  @Test
  void the_variables_of_every_installed_module_are_checked() {
    refused(
        "ACME_OUTBOX_SIZE=none: must be an integer from 1 to 10000",
        "ADAPTERS=memory",
        "ACME_OUTBOX_SIZE=none");
  }
}
