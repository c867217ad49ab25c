package com.sup.messenger.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sup.messenger.application.port.bus.FrameNote;
import com.sup.messenger.application.port.bus.FrameNote.Kind;
import com.sup.messenger.application.trace.FrameTrace;
import com.sup.messenger.application.trace.FrameTraces;
import com.sup.messenger.domain.RefusedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Tests the traces of frames, with two instances.
class FrameTraceTest extends ClusterScene {

  private static final Duration SOON = Duration.ofSeconds(1);

  private static void note(Instance at, String user, int times) {
    for (int i = 0; i < times; i++) {
      at.application
          .frames()
          .note(new RecordingConnection(user, user + "-1").actor(), Kind.SENT, "a:b", 7, "");
    }
  }

  @Test
  void the_frames_of_the_user_come_from_all_instances() throws Exception {
    try (FrameTrace trace = one.application.operations().trace(ADA)) {
      assertThat(trace.instances()).containsExactly("one", "two");
      note(one, "ada", 1);
      note(two, "ada", 1);
      note(two, "bob", 1);
      time.advance(SOON);
      assertThat(trace.next(SOON)).extracting(FrameNote::instance).containsExactly("one", "two");
      assertThat(trace.dropped()).isZero();
    }
  }

  @Test
  void frames_over_the_bound_are_counted_at_both_ends() throws Exception {
    try (FrameTrace trace = one.application.operations().trace(ADA)) {
      note(two, "ada", 600);
      time.advance(SOON);
      assertThat(trace.dropped()).isEqualTo(100);
      for (int i = 0; i < 4; i++) {
        note(two, "ada", 500);
        time.advance(SOON);
      }
      assertThat(trace.next(SOON)).hasSize(2_000);
      assertThat(trace.dropped()).isEqualTo(600);
    }
  }

  @Test
  void a_trace_that_is_closed_or_whose_instance_is_dead_ends_everywhere() {
    FrameTrace closed = one.application.operations().trace(ADA);
    assertThat(two.application.frames().follow(ADA)).isTrue();
    time.advance(Duration.ofSeconds(10));
    assertThat(two.application.frames().follow(ADA)).isTrue();
    closed.close();
    time.advance(Duration.ofSeconds(7));
    assertThat(two.application.frames().follow(ADA)).isFalse();
    FrameTrace dead = one.application.operations().trace(BOB);
    one.kill();
    time.advance(Duration.ofSeconds(7));
    assertThat(two.application.frames().follow(BOB)).isFalse();
    dead.close();
  }

  @Test
  void while_the_bus_is_away_frames_are_counted_and_told_later() throws Exception {
    try (FrameTrace trace = one.application.operations().trace(ADA)) {
      two.bus.goAway();
      note(two, "ada", 3);
      time.advance(SOON);
      two.bus.heal(false);
      note(two, "ada", 1);
      time.advance(SOON);
      assertThat(trace.next(SOON)).hasSize(1);
      assertThat(trace.dropped()).isEqualTo(3);
    }
  }

  @Test
  void an_instance_begins_eight_traces_at_a_time() {
    List<FrameTrace> traces = new ArrayList<>();
    for (int i = 0; i < FrameTraces.MAX_TRACES; i++) {
      traces.add(one.application.operations().trace(ADA));
    }
    assertThatThrownBy(() -> one.application.operations().trace(BOB))
        .isInstanceOf(RefusedException.class);
    traces.getFirst().close();
    one.application.operations().trace(BOB).close();
  }
}
