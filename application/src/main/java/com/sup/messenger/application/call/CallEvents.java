package com.sup.messenger.application.call;

import com.sup.messenger.application.connection.Actor;
import com.sup.messenger.application.connection.Observer;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.event.ServerEvent.CallIncoming;
import com.sup.messenger.application.notification.Notifications;
import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.Envelope.Origin;
import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.application.port.bus.Signal;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.domain.UserDevice;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.call.Active;
import com.sup.messenger.domain.call.Call;
import com.sup.messenger.domain.call.CallDeadlines;
import com.sup.messenger.domain.call.CallStatus;
import com.sup.messenger.domain.call.EndAudience;
import com.sup.messenger.domain.call.EndNews;
import com.sup.messenger.domain.call.EndReason;
import com.sup.messenger.domain.call.Ended;
import com.sup.messenger.domain.call.LiveCall;
import com.sup.messenger.domain.call.Ringing;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Publishes the ringing and the ends of calls to the devices of both users.
public final class CallEvents {

  private final EventBus bus;
  private final Notifications notifications;
  private final CallPushes pushes;
  private final CallDeadlines deadlines;
  private final Observer observer;

  public CallEvents(
      Ports ports,
      Notifications notifications,
      CallPushes pushes,
      CallDeadlines deadlines,
      Observer observer) {
    this.pushes = pushes;
    this.deadlines = deadlines;
    this.observer = observer;
    this.bus = ports.eventBus();
    this.notifications = notifications;
  }

  ServerEvent incoming(Ringing call) {
    return new CallIncoming(
        call.id(),
        call.callerId(),
        call.profile().username(),
        call.profile().avatar(),
        call.type(),
        call.offer(),
        call.chatId(),
        CallStatus.INCOMING,
        deadlines.ringEnd(call));
  }

  /// Returns the event that stops the devices of the called user from ringing.
  static ServerEvent noLongerRinging(Call call) {
    return EndEvents.of(call.id(), EndNews.ofRinging(call));
  }

  /// Returns the event that tells a party late of the end, without the words that its author gave.
  static ServerEvent lateEnd(Call call, UserId party) {
    return EndEvents.of(call.id(), EndNews.late(call, party));
  }

  void ring(Ringing call) {
    bus.publish(toUser(call.targetId(), incoming(call), null));
    pushes.ring(call);
  }

  void stopRinging(Call call) {
    Origin answering =
        call instanceof Active active
            ? new Origin(active.targetId(), active.target().connectionId())
            : null;
    bus.publish(toUser(call.targetId(), noLongerRinging(call), answering));
    pushes.stopRinging(call);
  }

  /// Publishes the end of a call that never rang: glare or a busy target.
  ///
  /// @param unheard true if the called user is not told
  void failed(Ended call, Actor caller, boolean unheard) {
    observer.callEnded(call.reason());
    toDevice(caller.userDevice(), EndEvents.of(call.id(), EndNews.ofFailure(call)));
    if (call.reason() == EndReason.GLARE && !unheard) {
      stopRinging(call);
    }
  }

  void rejected(Ringing before, Ended after, @Nullable String reason, Origin by) {
    over(before, after, EndEvents.rejected(after.id(), reason), by);
  }

  void ended(LiveCall before, Ended after, @Nullable String reason, Origin by) {
    over(before, after, EndEvents.ended(after.id(), reason), by);
  }

  /// Publishes the end of a call that no device has ended.
  void over(LiveCall before, Ended after) {
    over(before, after, EndEvents.of(after.id(), new EndNews.Over(after.reason())), null);
  }

  private void over(LiveCall before, Ended after, ServerEvent told, @Nullable Origin by) {
    observer.callEnded(after.reason());
    EndAudience audience = EndAudience.of(before, after);
    List<Envelope> envelopes = new ArrayList<>();
    audience.devices().forEach(device -> envelopes.add(toDevice(device, told, by)));
    audience.rang().ifPresent(user -> envelopes.add(toUser(user, rangEnd(after, told), by)));
    bus.publish(envelopes);
    audience.rang().ifPresent(_ -> pushes.stopRinging(after));
    audience.missed().ifPresent(this::missed);
  }

  /// Returns the event for the devices that rang: the one of the parties, unless one of them has
  /// rejected the call.
  private static ServerEvent rangEnd(Ended call, ServerEvent told) {
    return call.reason() == EndReason.DECLINED ? noLongerRinging(call) : told;
  }

  /// Notifies the called user of a call that was not answered.
  void missed(Ringing call) {
    notifications.missedCall(call.targetId(), call.profile(), call.id(), call.type());
  }

  private void toDevice(UserDevice device, ServerEvent event) {
    bus.publish(toDevice(device, event, null));
  }

  static Envelope toDevice(UserDevice device, ServerEvent event, @Nullable Origin except) {
    Topic topic = new Topic.User(device.user());
    return new Envelope(topic, new Signal.ShowOn(device.device(), event), except);
  }

  private static Envelope toUser(UserId user, ServerEvent event, @Nullable Origin except) {
    return new Envelope(new Topic.User(user), new Signal.Show(event), except);
  }
}
