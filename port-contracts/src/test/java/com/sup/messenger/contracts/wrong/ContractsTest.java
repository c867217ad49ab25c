package com.sup.messenger.contracts.wrong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Proves that each contract fails for an adapter that breaks it.
class ContractsTest {

  // A test that waits for what a fault has lost need not wait long.
  @BeforeAll
  static void waitLess() {
    Awaitility.setDefaultTimeout(Duration.ofMillis(500));
  }

  @AfterAll
  static void waitAsUsual() {
    Awaitility.reset();
  }

  static Stream<Arguments> wrongAdapters() {
    return Stream.of(
        arguments(ReceiptStoreThatGoesBack.class, "a_receipt_never_goes_back"),
        arguments(SessionStoreThatLetsTwoClaim.class, "of_many_concurrent_claims_one_succeeds"),
        arguments(SessionStoreWithoutFence.class, "a_late_keep_does_not_disturb_a_later_claim"),
        arguments(RateLimiterInTwoSteps.class, "of_many_at_a_time_the_count_is_admitted"),
        arguments(ViewersThatOnlyCount.class, "entering_or_leaving_twice_changes_nothing"),
        arguments(
            ReactionStoreInTwoSteps.class,
            "of_racing_reactions_of_one_user_one_is_the_first_and_one_remains"),
        arguments(
            PreferenceStoreInTwoSteps.class,
            "of_racing_blocks_only_as_many_are_stored_as_the_bound_allows"),
        arguments(CallStoreThatReplacesAnything.class, "of_many_answers_at_once_one_counts"),
        arguments(
            PresenceStoreInTwoSteps.class, "of_many_steps_at_a_time_each_change_is_news_once"),
        arguments(NotificationStoreThatNeverForgets.class, "an_expired_notification_is_not_found"),
        arguments(
            ConnectionRegistryThatForgetsWhere.class,
            "a_connection_that_has_moved_is_not_removed_by_its_former_instance"),
        arguments(ChatDirectoryInManySteps.class, "of_racing_lists_one_replaces_the_members"),
        arguments(ChatDirectoryWithoutSelf.class, "a_user_shares_a_chat_with_itself"),
        arguments(
            EventBusThatHidesGaps.class, "a_listener_hears_of_a_gap_and_then_of_later_envelopes"),
        arguments(EventBusOutOfOrder.class, "envelopes_of_one_publisher_keep_their_order"),
        arguments(MessageLogInTwoSteps.class, "of_racing_edits_one_wins"),
        arguments(
            MessageLogThatCountsOwnMessages.class,
            "the_messages_of_others_after_the_place_are_unread"),
        arguments(RevisionsOfTheirOwn.class, "each_change_of_a_chat_is_one_revision"));
  }

  @ParameterizedTest
  @MethodSource("wrongAdapters")
  void a_wrong_adapter_fails_the_rule_that_it_breaks_and_not_every_other(
      Class<?> wrongAdapter, String rule) {
    Verdicts verdicts = Verdicts.of(wrongAdapter);
    assertThat(verdicts.failed()).contains(rule);
    assertThat(verdicts.passed()).isNotEmpty();
  }
}
