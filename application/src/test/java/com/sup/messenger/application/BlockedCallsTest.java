package com.sup.messenger.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.connection.Observer;
import com.sup.messenger.application.event.ClientEvent;
import com.sup.messenger.application.event.ClientEvent.BlockUser;
import com.sup.messenger.application.event.ClientEvent.RejectCall;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.event.ServerEvent.CallIncoming;
import com.sup.messenger.application.port.CallStore;
import com.sup.messenger.application.settings.Admission;
import com.sup.messenger.application.settings.Settings;
import com.sup.messenger.domain.CallId;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.call.CallType;
import com.sup.messenger.domain.preference.Block;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/// Bob has blocked Ada.
class BlockedCallsTest extends CallScene {

  private static final UserId ADA = new UserId("ada");
  private static final UserId BOB = new UserId("bob");

  private void block() {
    handle(bob, new BlockUser(ADA));
  }

  private void silent() {
    assertThat(calls(bob)).isEmpty();
    assertThat(calls(laptop)).isEmpty();
    assertThat(missed(bob)).isEmpty();
  }

  @Test
  void a_blocked_call_rings_nowhere_and_ends_as_if_nobody_had_answered() {
    block();
    ring();
    RecordingConnection tablet = connected("bob", "tablet");
    assertThat(calls(ada)).isEmpty();
    time.advance(TIMINGS.ringing().minus(MOMENT));
    assertThat(calls(ada)).isEmpty();
    time.advance(MOMENT);
    assertThat(calls(ada)).containsExactly(ended("no-answer"));
    silent();
    assertThat(calls(tablet)).isEmpty();
  }

  @Test
  void a_blocked_caller_may_end_the_call_or_drop() {
    block();
    ring();
    offer(ada, 1);
    end(ada);
    call(ada, "bob", "n");
    application.disconnect(ada, true);
    time.advance(TIMINGS.callReturn());
    silent();
  }

  @Test
  void the_blocker_cannot_act_on_the_call() {
    block();
    ring();
    refused(Refusal.CALL_NOT_FOUND, () -> answer(bob));
    refused(Refusal.CALL_NOT_FOUND, () -> handle(bob, new RejectCall(CALL, null)));
    refused(Refusal.CALL_NOT_FOUND, () -> end(bob));
    refused(Refusal.CALL_NOT_FOUND, () -> offer(bob, 1));
    assertThat(calls(ada)).isEmpty();
  }

  @Test
  void a_blocker_in_another_call_is_not_busy_to_the_blocked_one() {
    RecordingConnection eve = connected("eve", "phone");
    call(eve, "bob", "other");
    block();
    int before = calls(bob).size();
    ring();
    assertThat(calls(ada)).isEmpty();
    time.advance(TIMINGS.ringing());
    assertThat(calls(ada)).containsExactly(ended("no-answer"));
    assertThat(calls(bob)).hasSize(before + 1);
    assertThat(missed(bob)).hasSize(1).first().asString().contains("other");
  }

  @Test
  void a_blocked_call_keeps_the_blocker_free_for_others() {
    RecordingConnection eve = connected("eve", "phone");
    block();
    ring();
    call(eve, "bob", "other");
    assertThat(bob.received(CallIncoming.class)).hasSize(1);
    assertThat(calls(eve)).isEmpty();
    assertThat(calls(ada)).isEmpty();
  }

  @Test
  void others_find_the_blocked_caller_busy() {
    RecordingConnection eve = connected("eve", "phone");
    block();
    ring();
    call(eve, "ada", "other");
    assertThat(calls(eve)).hasSize(1);
  }

  @Test
  void the_blocked_caller_sees_a_glare_that_the_blockers_call_wins() {
    block();
    ring();
    call(bob, "ada", "a");
    assertThat(calls(ada)).hasSize(2).contains(ended("glare"));
    assertThat(ada.received(CallIncoming.class)).hasSize(1);
    silent();
  }

  @Test
  void the_blocked_caller_sees_a_glare_that_the_own_call_wins() {
    block();
    ring();
    call(bob, "ada", "z");
    assertThat(calls(ada)).containsExactly(ended(new CallId("z"), "glare"));
    assertThat(calls(bob)).containsExactly(ended(new CallId("z"), "glare"));
    time.advance(TIMINGS.ringing());
    assertThat(calls(ada)).last().isEqualTo(ended("no-answer"));
    assertThat(missed(bob)).isEmpty();
  }

  @Test
  void a_blocked_call_that_loses_a_glare_is_not_told_to_the_blocker() {
    block();
    call(bob, "ada", "a");
    int before = calls(bob).size();
    ring();
    assertThat(calls(ada)).last().isEqualTo(ended("glare"));
    assertThat(calls(bob)).hasSize(before);
  }

  @Test
  void a_ringing_call_ends_for_both_at_a_block() {
    ring();
    block();
    assertThat(calls(ada)).containsExactly(ended("not-allowed"));
    assertThat(calls(bob)).containsExactly(incoming("m"), ended("not-allowed"));
    assertThat(calls(laptop)).containsExactly(incoming("m"), ended("not-allowed"));
    assertThat(missed(bob)).isEmpty();
    time.advance(TIMINGS.ringing());
    assertThat(calls(ada)).hasSize(1);
  }

  @Test
  void an_answered_call_ends_for_both_at_a_block() {
    talk();
    block();
    assertThat(calls(ada)).last().isEqualTo(ended("not-allowed"));
    assertThat(calls(bob)).last().isEqualTo(ended("not-allowed"));
    call(bob, "ada", "n");
    assertThat(ada.received(CallIncoming.class)).hasSize(1);
  }

  @Test
  void calls_with_others_go_on_at_a_block() {
    talk();
    handle(bob, new BlockUser(new UserId("eve")));
    handle(ada, new BlockUser(new UserId("eve")));
    assertThat(calls(ada)).noneMatch(ServerEvent.CallEnded.class::isInstance);
  }

  @Test
  void a_block_between_the_beginning_and_the_ringing_of_a_call_ends_it() {
    AtomicReference<@Nullable Runnable> before = new AtomicReference<>();
    ChatApplication slow =
        new ChatApplication(
            ReplacedPorts.with(ports, CallStore.class, "begin", before),
            Settings.of(Admission.MEMBERS),
            time,
            time,
            "only",
            Observer.NONE);
    before.set(this::block);
    ClientEvent event = new ClientEvent.InitiateCall(CALL, BOB, CallType.AUDIO, OFFER, CHAT);
    slow.acknowledged(ada, slow.handle(ada, event));
    assertThat(bob.received(CallIncoming.class)).isEmpty();
    assertThat(calls(ada)).containsExactly(ended("not-allowed"));
  }

  @RepeatedTest(20)
  void of_a_call_and_a_block_at_the_same_time_no_call_is_left() {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture.allOf(
              CompletableFuture.runAsync(this::ring, threads),
              CompletableFuture.runAsync(this::block, threads))
          .join();
    }
    assertThat(ports.callStore().of(BOB)).isEmpty();
    time.advance(TIMINGS.ringing());
    assertThat(ports.callStore().of(ADA)).isEmpty();
    assertThat(calls(ada)).hasSize(1);
  }

  @Test
  void two_users_who_block_each_other_hear_nothing_of_each_other() {
    block();
    ports.preferenceStore().block(ADA, BOB, new Block(time.instant(), null));
    ring();
    call(bob, "ada", "a");
    time.advance(TIMINGS.ringing());
    assertThat(List.of(calls(ada), calls(bob)))
        .containsExactly(List.of(ended("no-answer")), List.of(ended(new CallId("a"), "no-answer")));
  }
}
