package com.sup.messenger.application.call;

import com.sup.messenger.application.event.PushEvent;
import com.sup.messenger.application.event.PushEvent.Outcome;
import com.sup.messenger.application.port.ConnectionRegistry;
import com.sup.messenger.application.port.PushOutbox;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.call.Active;
import com.sup.messenger.domain.call.Call;
import com.sup.messenger.domain.call.CallDeadlines;
import com.sup.messenger.domain.call.EndReason;
import com.sup.messenger.domain.call.Ended;
import com.sup.messenger.domain.call.Ringing;
import java.util.List;
import java.util.Set;

/// Adds ringing calls and their ends to the push outbox, for the called user.
///
/// The service does not know of devices that are away. So each call has an entry, with the devices
/// that need no push. If the outbox is unavailable, the entry is left out.
public final class CallPushes {

  private static final System.Logger LOG = System.getLogger(CallPushes.class.getName());

  private final PushOutbox outbox;
  private final ConnectionRegistry registry;
  private final CallDeadlines deadlines;

  public CallPushes(Ports ports, CallDeadlines deadlines) {
    this.outbox = ports.pushOutbox();
    this.registry = ports.connectionRegistry();
    this.deadlines = deadlines;
  }

  void ring(Ringing call) {
    bestEffort(
        () ->
            outbox.add(
                Set.of(call.targetId()),
                new PushEvent.CallRings(
                    call.id(),
                    call.callerId(),
                    call.profile().username(),
                    call.profile().avatar(),
                    call.type(),
                    call.chatId(),
                    deadlines.ringEnd(call),
                    connected(call.targetId()))));
  }

  private List<DeviceId> connected(UserId user) {
    return registry.of(user).stream().map(ConnectionRegistry.Entry::device).distinct().toList();
  }

  /// Adds the end of the ringing.
  ///
  /// @param call the call in its state after that
  void stopRinging(Call call) {
    bestEffort(
        () ->
            outbox.add(
                Set.of(call.targetId()),
                new PushEvent.RingingEnded(call.id(), call.callerId(), outcome(call))));
  }

  private static Outcome outcome(Call call) {
    return switch (call) {
      case Ended ended -> outcome(ended.reason());
      case Active _ -> Outcome.ANSWERED;
      case Ringing _ -> throw new IllegalArgumentException("The call still rings");
    };
  }

  private static Outcome outcome(EndReason reason) {
    return switch (reason) {
      case HUNG_UP -> Outcome.ANSWERED;
      case NO_ANSWER, DISCONNECTED, BUSY -> Outcome.MISSED;
      default -> Outcome.CANCELLED;
    };
  }

  private static void bestEffort(Runnable adding) {
    try {
      adding.run();
    } catch (UnavailableException _) {
      LOG.log(System.Logger.Level.WARNING, "A call was not added to the push outbox");
    }
  }
}
