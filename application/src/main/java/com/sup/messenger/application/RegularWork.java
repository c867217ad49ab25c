package com.sup.messenger.application;

import com.sup.messenger.application.admin.Signs;
import java.time.Duration;

/// The regular work of an instance, and the time between two rounds of each part.
final class RegularWork {

  private final Wiring parts;

  RegularWork(Wiring parts) {
    this.parts = parts;
  }

  void begin() {
    Signs.report(parts.figures, parts.readiness, parts.clock);
    parts.upkeep.every(Duration.ofSeconds(1), parts.instanceTopic::listen);
    parts.upkeep.every(Duration.ofSeconds(2), parts.lease::renew);
    parts.upkeep.every(Duration.ofSeconds(1), parts.readiness::probe);
    parts.upkeep.every(Duration.ofSeconds(1), parts.dueReminders::attend);
    parts.upkeep.every(Duration.ofMillis(250), parts.settledSessions::catchUp);
    parts.upkeep.every(Duration.ofSeconds(3), parts.reconciler::review);
    parts.upkeep.every(Duration.ofSeconds(3), parts.registrySweep::run);
    parts.upkeep.every(Duration.ofSeconds(30), parts.reconciler::recount);
    parts.upkeep.every(Duration.ofSeconds(30), parts.gaps::round);
    parts.upkeep.every(Duration.ofSeconds(30), () -> parts.disconnecting.review(parts.open.all()));
    parts.upkeep.every(
        Duration.ofSeconds(30), () -> parts.membershipReview.round(parts.open.all()));
    parts.upkeep.every(Duration.ofSeconds(20), () -> parts.callRound.run(parts.open.live()));
    parts.upkeep.every(
        Duration.ofSeconds(20), () -> parts.notificationNews.round(parts.open.live()));
  }

  /// Ends the work, and the lease at last.
  void end() {
    parts.upkeep.stop();
    parts.settledSessions.catchUpAtLast();
    parts.lease.end();
  }
}
