package com.sup.messenger.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sup.messenger.application.ChatApplication;
import com.sup.messenger.application.connection.Arrival;
import com.sup.messenger.application.event.ClientEvent;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.contracts.Samples;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.Profile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Counts the round trips to Redis of a client that returns.
class ReturnCostTest {

  private static final int CHATS = 100;

  private final AtomicInteger calls = new AtomicInteger();
  private final ApplicationOnRedis redis =
      new ApplicationOnRedis((_, _) -> calls.incrementAndGet());
  private final Ports ports = redis.ports();
  private final ChatApplication application = redis.application();

  @AfterEach
  void close() {
    redis.close();
  }

  /// Returns the number of round trips of a return.
  private int comeBack(Profile user, Map<ChatId, Arrival.Cursor> cursors) {
    QuietDevice device = ApplicationOnRedis.device(user);
    int before = calls.get();
    application.connect(device, new Arrival.Fresh(cursors));
    int spent = calls.get() - before;
    application.disconnect(device, false);
    return spent;
  }

  /// Fills chats, and returns the places of a device that has received everything.
  private Map<ChatId, Arrival.Cursor> filled(Profile user) {
    Map<ChatId, MessageId> chats = new HashMap<>();
    for (int i = 0; i < CHATS; i++) {
      ChatId chat = Samples.chat();
      MessageId message = Samples.messageId();
      ports.chatDirectory().add(chat, user.id(), 0);
      ports.messageLog().append(Samples.draft(chat, "m", null), user, null, message, Samples.NOW);
      chats.put(chat, message);
    }
    QuietDevice device = ApplicationOnRedis.device(user);
    application.connect(device, new Arrival.Fresh(Map.of()));
    List<ClientEvent.Receipt> receipts = new ArrayList<>();
    chats.forEach((chat, message) -> receipts.add(new ClientEvent.Receipt(message, chat)));
    application.handle(
        device, "message:delivered", () -> new ClientEvent.ConfirmDelivery(null, null, receipts));
    application.disconnect(device, false);
    Map<ChatId, Arrival.Cursor> cursors = new HashMap<>();
    ports
        .messageLog()
        .heads(chats.keySet())
        .forEach(
            (chat, head) ->
                cursors.put(
                    chat, new Arrival.Cursor(head.position().seq(), head.position().rev())));
    return cursors;
  }

  @Test
  void a_return_to_a_hundred_unchanged_chats_costs_at_most_four_round_trips() {
    await().ignoreExceptions().until(() -> ports.messageLog().head(Samples.chat()) == 0);
    Profile ada = Samples.profile();
    Profile bob = Samples.profile();
    Map<ChatId, Arrival.Cursor> cursors = filled(ada);
    comeBack(bob, Map.of());
    // Everybody asks for the chats of the user: one more.
    int without = comeBack(bob, Map.of()) - 1;
    assertThat(comeBack(ada, Map.of()) - without).isBetween(1, 4);
    assertThat(comeBack(ada, cursors) - without).isBetween(1, 4);
  }
}
