package com.sup.messenger.contracts.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.port.CallStore;
import com.sup.messenger.contracts.Samples;
import com.sup.messenger.contracts.endurance.PortContract;
import com.sup.messenger.domain.CallId;
import com.sup.messenger.domain.OpaqueJson;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.call.Active;
import com.sup.messenger.domain.call.Beginning;
import com.sup.messenger.domain.call.Call;
import com.sup.messenger.domain.call.CallType;
import com.sup.messenger.domain.call.Leg;
import com.sup.messenger.domain.call.Ringing;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/// A store of calls under test, with samples.
abstract class CallStoreScene extends PortContract {

  // Longer than any test run, because NOW is the time at which this class was loaded.
  static final CallStore.Lifetimes LIFETIMES =
      new CallStore.Lifetimes(Duration.ofHours(2), Duration.ofHours(24), Duration.ofHours(1));

  /// The beginning of the test, for stores that expire calls by their own clock.
  final Instant now = Instant.ofEpochMilli(System.currentTimeMillis());

  static final OpaqueJson SDP = new OpaqueJson("{\"sdp\":\"v=0 \\u2028\"}");
  final UserId ada = Samples.user();
  final UserId bob = Samples.user();
  final String prefix = UUID.randomUUID().toString();

  /// Returns the store under test.
  protected abstract CallStore book();

  final Ringing call(String id, UserId caller, UserId target) {
    return call(id, caller, target, now);
  }

  final Ringing call(String id, UserId caller, UserId target, Instant at) {
    return new Ringing(
        new CallId(prefix + id),
        new Profile(caller, "Ada", "https://example.org/ada.png"),
        Leg.present(caller, Samples.device(), UUID.randomUUID().toString()),
        target,
        CallType.AUDIO,
        SDP,
        Samples.chat(),
        at,
        true);
  }

  final Active answered(Ringing call) {
    Leg by = Leg.present(call.targetId(), Samples.device(), "connection");
    return call.answer(by, SDP, now);
  }

  final Beginning begin(Ringing call) {
    return book().begin(call, LIFETIMES).beginning();
  }

  final Ringing begun(String id, UserId caller, UserId target) {
    Ringing call = call(id, caller, target);
    assertThat(begin(call)).isEqualTo(Beginning.RINGS);
    return call;
  }

  final boolean replace(Call before, Call after) {
    return book().replace(before, after, LIFETIMES);
  }

  static OpaqueJson candidate(int number) {
    return new OpaqueJson("{\"candidate\":\"" + number + "\"}");
  }

  final Ringing unheard(String id, UserId caller, UserId target) {
    Ringing heard = call(id, caller, target);
    return new Ringing(
        heard.id(),
        heard.profile(),
        heard.caller(),
        target,
        heard.type(),
        heard.offer(),
        heard.chatId(),
        now,
        true,
        true);
  }
}
