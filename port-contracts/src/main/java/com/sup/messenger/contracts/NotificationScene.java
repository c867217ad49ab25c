package com.sup.messenger.contracts;

import com.sup.messenger.application.event.ServerEvent.NotificationNew;
import com.sup.messenger.application.port.NotificationStore;
import com.sup.messenger.application.port.NotificationStore.Step;
import com.sup.messenger.contracts.endurance.PortContract;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.NotificationId;
import com.sup.messenger.domain.OpaqueJson;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.notification.NotificationType;
import com.sup.messenger.domain.notification.Priority;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A store of notifications under test, with samples.
abstract class NotificationScene extends PortContract {

  static final Instant OLDEST = Samples.NOW;

  /// Returns the store under test.
  protected abstract NotificationStore box();

  final AtomicInteger count = new AtomicInteger();
  final UserId ada = Samples.user();
  final UserId bob = Samples.user();
  final ChatId chat = Samples.chat();
  final MessageId message = Samples.messageId();

  final NotificationNew added(UserId... users) {
    boolean ofNothing = count.get() % 2 == 1;
    return add(
        notification(
            NotificationType.CALL_MISSED,
            ofNothing ? null : Samples.user(),
            ofNothing ? null : Samples.chat(),
            ofNothing ? null : Samples.messageId()),
        0,
        users);
  }

  final NotificationNew added(NotificationType type, UserId user) {
    return add(notification(type, Samples.user(), chat, Samples.messageId()), 1, user);
  }

  final NotificationNew added(ChatId chat, long place, UserId... users) {
    return add(notification(NotificationType.MENTION, bob, chat, message), place, users);
  }

  final NotificationNew add(NotificationNew notification, long place, UserId... users) {
    box().add(Set.of(users), notification, place);
    return notification;
  }

  final NotificationNew notification(
      NotificationType type,
      @Nullable UserId from,
      @Nullable ChatId chat,
      @Nullable MessageId message) {
    int number = count.incrementAndGet();
    return new NotificationNew(
        new NotificationId("n" + (1_000 + number)),
        type,
        "Missed call",
        "Ada \u2028 \uD83D\uDE00",
        new OpaqueJson("{\"n\":1.5}"),
        from,
        chat,
        message,
        Priority.HIGH,
        OLDEST.plusSeconds(number),
        false);
  }

  final List<NotificationNew> full(NotificationType type, int count) {
    return IntStream.range(0, count).mapToObj(_ -> added(type, ada)).toList();
  }

  static Step of(UserId user, Map<UserId, Step> steps) {
    return Objects.requireNonNull(steps.get(user));
  }
}
