package com.sup.messenger.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.connection.Arrival;
import com.sup.messenger.application.connection.Observer;
import com.sup.messenger.application.event.ClientEvent;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.memory.MemoryPorts;
import com.sup.messenger.application.port.chat.MessageLog;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.application.settings.Admission;
import com.sup.messenger.application.settings.CatchUpBounds;
import com.sup.messenger.application.settings.IceSettings;
import com.sup.messenger.application.settings.Limits;
import com.sup.messenger.application.settings.Settings;
import com.sup.messenger.application.settings.Timings;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.message.EncryptedContent;
import com.sup.messenger.domain.message.MessageType;
import com.sup.messenger.domain.message.Metadata;
import com.sup.messenger.domain.message.Posted;
import com.sup.messenger.domain.reaction.Reaction;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Tests how much is read from the log, and for which purpose.
class ReadingFromTheLogTest {

  private static final ChatId CHAT = new ChatId("chat");
  private static final UserId BOB = new UserId("bob");
  private static final int LENGTH = 60_000;

  private final ManualTime time = new ManualTime();
  private final Ports memory = MemoryPorts.create(time);
  private final List<Integer> pages = new ArrayList<>();
  private final List<Integer> sentBeforePage = new ArrayList<>();
  private final RecordingConnection ada = new RecordingConnection("ada", "phone");
  private final RecordingConnection bob = new RecordingConnection("bob", "phone");
  private final Ports ports = ReplacedPorts.doing(memory, MessageLog.class, this::noted);
  private final ChatApplication application =
      new ChatApplication(ports, Settings.of(Admission.MEMBERS), time, time, "only", Observer.NONE);

  private Object noted(Object proxy, Method method, Object[] arguments) throws Exception {
    Object result = method.invoke(memory.messageLog(), arguments);
    if (result instanceof MessageLog.Page page && !page.entries().isEmpty()) {
      sentBeforePage.add(bob.seqs().size());
      pages.add(page.entries().stream().mapToInt(ReadingFromTheLogTest::weight).sum());
    }
    return result;
  }

  private static int weight(Posted posted) {
    return posted.message().weight();
  }

  @BeforeEach
  void ada_and_bob_share_a_chat() {
    memory.chatDirectory().add(CHAT, ada.actor().user(), 0);
    memory.chatDirectory().add(CHAT, BOB, 0);
    application.connect(ada, new Arrival.Fresh(Map.of()));
  }

  private List<MessageId> send(int count) {
    List<MessageId> sent = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sent.add(send(null, null));
    }
    return sent;
  }

  private MessageId send(MessageId replyTo, Metadata metadata) {
    EncryptedContent content = new EncryptedContent("x".repeat(LENGTH));
    return ((Reply.MessageSent)
            application.handle(
                ada,
                new ClientEvent.SendMessage(
                    CHAT, content, MessageType.TEXT, replyTo, metadata, null)))
        .message()
        .id();
  }

  private void connectBob() {
    application.connect(bob, new Arrival.Fresh(Map.of()));
  }

  @Test
  void a_replay_is_sent_page_by_page() {
    send(20);
    connectBob();
    assertThat(bob.seqs()).hasSize(20);
    assertThat(pages).hasSizeGreaterThanOrEqualTo(5).allMatch(bytes -> bytes <= 256 * 1024);
    int sent = 0;
    for (int i = 0; i < pages.size(); i++) {
      assertThat(sentBeforePage.get(i)).isEqualTo(sent);
      sent += pages.get(i) / LENGTH;
    }
  }

  @Test
  void of_a_chat_no_more_is_read_than_is_sent() {
    send(30);
    CatchUpBounds bounds = new CatchUpBounds(100, 100, 100, 100, 300_000);
    ChatApplication bounded =
        new ChatApplication(
            ports,
            new Settings(
                Admission.MEMBERS, Timings.DEFAULT, Limits.DEFAULT, bounds, IceSettings.NONE),
            time,
            time,
            "bounded",
            Observer.NONE);
    bounded.connect(bob, new Arrival.Fresh(Map.of()));
    int read = pages.stream().mapToInt(Integer::intValue).sum();
    assertThat(read).isEqualTo(bob.seqs().size() * LENGTH).isLessThan(300_000 + LENGTH + 1);
    assertThat(bob.received(ServerEvent.SyncComplete.class).getFirst().truncated())
        .containsExactly(CHAT);
  }

  @Test
  void an_answer_to_sync_reads_what_it_holds() {
    send(30);
    Reply.ChatSynced synced =
        (Reply.ChatSynced) application.handle(ada, new ClientEvent.SyncChat(CHAT, 0L, null, 500));
    assertThat(synced.hasMore()).isTrue();
    assertThat(synced.headSeq()).isEqualTo(30);
    assertThat(pages).containsExactly(synced.messages().size() * LENGTH);
    assertThat(pages.getFirst()).isBetween(900_000, 1024 * 1024);
  }

  @Test
  void authors_far_back_are_told_of_a_receipt() {
    connectBob();
    MessageId first = send(1).getFirst();
    RecordingConnection eve = new RecordingConnection("eve", "phone");
    memory.chatDirectory().add(CHAT, eve.actor().user(), 0);
    application.connect(eve, new Arrival.Fresh(Map.of()));
    MessageId last = first;
    for (int i = 0; i < 2_500; i++) {
      ClientEvent message =
          new ClientEvent.SendMessage(
              CHAT, new EncryptedContent("x"), MessageType.TEXT, null, null, null);
      last = ((Reply.MessageSent) application.handle(eve, message)).message().id();
    }
    application.handle(bob, new ClientEvent.ConfirmReading(last, CHAT, null));
    assertThat(ada.received(ServerEvent.Read.class))
        .extracting(ServerEvent.Read::messageId)
        .containsExactly(first);
    assertThat(eve.received(ServerEvent.Read.class))
        .extracting(ServerEvent.Read::messageId)
        .containsExactly(last);
  }

  @Test
  void no_content_is_read_for_receipts_reactions_unread_counts_and_mentions() {
    connectBob();
    List<MessageId> sent = send(10);
    pages.clear();
    application.handle(bob, new ClientEvent.ConfirmDelivery(sent.get(4), CHAT, null));
    application.handle(bob, new ClientEvent.ConfirmReading(sent.get(8), CHAT, null));
    assertThat(ada.received(ServerEvent.Delivered.class)).hasSize(1);
    assertThat(ada.received(ServerEvent.Read.class))
        .singleElement()
        .extracting(ServerEvent.Read::messageId)
        .isEqualTo(sent.get(8));
    Reaction reaction = new Reaction("x");
    application.handle(bob, new ClientEvent.React(sent.getFirst(), CHAT, reaction));
    application.handle(bob, new ClientEvent.GetReactions(sent.getFirst(), CHAT));
    application.handle(bob, new ClientEvent.RemoveReaction(sent.getFirst(), CHAT, reaction));
    application.handle(bob, new ClientEvent.JoinChat(CHAT));
    send(sent.getFirst(), new Metadata("{\"mentions\":[\"bob\"]}", List.of(BOB)));
    assertThat(bob.received(ServerEvent.NotificationNew.class)).hasSize(1);
    assertThat(ada.received(ServerEvent.NotificationNew.class)).hasSize(1);
    assertThat(pages).isEmpty();
  }
}
