package com.sup.messenger.contracts;

import com.sup.messenger.application.event.PushEvent;
import com.sup.messenger.application.event.PushEvent.PushedMessage;
import com.sup.messenger.domain.CallId;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.NotificationId;
import com.sup.messenger.domain.OpaqueJson;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.call.CallType;
import com.sup.messenger.domain.message.MessageType;
import com.sup.messenger.domain.notification.NotificationType;
import com.sup.messenger.domain.notification.Priority;
import java.util.List;

/// Makes events of the push outbox, one of each kind.
public final class PushSamples {

  private static final ChatId CHAT = new ChatId("room");
  private static final UserId ADA = new UserId("ada");
  private static final CallId CALL = new CallId("c1");
  private static final MessageId FIRST = new MessageId("019b76daa80000003d5a6c1e7f8b9a0c");
  private static final MessageId SECOND = new MessageId("019b76daa81000003d5a6c1e7f8b9a0c");

  private PushSamples() {}

  /// Returns events that have all optional parts.
  public static List<PushEvent> full() {
    return List.of(
        message(),
        notification(),
        new PushEvent.CallRings(
            CALL,
            ADA,
            "Ada",
            "https://example.org/ada.png",
            CallType.VIDEO,
            CHAT,
            Samples.NOW.plusSeconds(45),
            List.of(new DeviceId("laptop"))),
        new PushEvent.RingingEnded(CALL, ADA, PushEvent.Outcome.ANSWERED),
        new PushEvent.ChatRead(CHAT, 2, 0, 7, 3));
  }

  private static PushEvent message() {
    return new PushEvent.MessagePosted(
        new PushedMessage(
            SECOND,
            CHAT,
            2,
            ADA,
            MessageType.TEXT,
            FIRST,
            Samples.NOW,
            Samples.NOW.plusSeconds(60)),
        new Profile(ADA, "Ada", "https://example.org/ada.png"));
  }

  private static PushEvent notification() {
    return new PushEvent.Notified(
        new NotificationId("019b76daa82000003d5a6c1e7f8b9a0c"),
        NotificationType.MESSAGE_REACTION,
        "New reaction",
        "Ada \u2028 \uD83D\uDE00",
        new OpaqueJson("{\"reaction\":\"x\"}"),
        ADA,
        CHAT,
        FIRST,
        Priority.LOW,
        Samples.NOW);
  }

  /// Returns events that have no optional part.
  public static List<PushEvent> least() {
    return List.of(
        new PushEvent.MessagePosted(
            new PushedMessage(FIRST, CHAT, 1, ADA, MessageType.TEXT, null, Samples.NOW, null),
            Profile.of(ADA)),
        new PushEvent.Notified(
            new NotificationId("n"),
            NotificationType.SYSTEM,
            "",
            "",
            new OpaqueJson("{}"),
            null,
            null,
            null,
            Priority.HIGH,
            Samples.NOW),
        new PushEvent.CallRings(
            CALL, ADA, null, null, CallType.AUDIO, null, Samples.NOW, List.of()),
        new PushEvent.RingingEnded(CALL, ADA, PushEvent.Outcome.MISSED),
        new PushEvent.ChatRead(CHAT, 1, 0, 0, 0));
  }
}
