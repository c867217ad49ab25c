package com.sup.messenger.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.port.PreferenceStore;
import com.sup.messenger.contracts.endurance.PortContract;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.Text;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.preference.Attention;
import com.sup.messenger.domain.preference.Block;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Tests the promises of [PreferenceStore]. Each adapter's test extends it.
public abstract class PreferenceStoreContract extends PortContract {

  // Redis forgets by its own clock, so an end must lie ahead of it.
  private static final Instant NOW = Instant.parse("2100-01-01T00:00:00.123Z");
  private static final Instant SOON = NOW.plus(Duration.ofHours(1));
  private static final Instant LATER = NOW.plus(Duration.ofHours(2));
  private static final Instant FOR_GOOD = Instant.parse("9999-12-31T23:59:59.999Z");
  private static final Block BLOCK = new Block(NOW, null);

  private final UserId ada = Samples.user();
  private final UserId bob = Samples.user();
  private final UserId eve = Samples.user();
  private final ChatId chat = Samples.chat();
  private final ChatId other = Samples.chat();

  /// Returns the preferences under test.
  protected abstract PreferenceStore preferences();

  private Map<ChatId, Instant> mutes(Instant now) {
    return preferences().mutes(ada, List.of(chat, other), now);
  }

  private boolean mute(ChatId muted, Instant until) {
    return preferences().mute(ada, muted, until, NOW);
  }

  @Test
  void nothing_is_muted_or_blocked_at_first() {
    assertThat(mutes(NOW)).isEmpty();
    assertThat(preferences().blockedBy(ada)).isEmpty();
    assertThat(preferences().hasBlocked(ada, bob)).isFalse();
    assertThat(preferences().attention(List.of(ada), chat, Set.of(bob))).isEmpty();
  }

  @Test
  void a_mute_holds_until_its_end_or_until_it_is_taken_back() {
    assertThat(mute(chat, SOON)).isTrue();
    assertThat(mute(other, FOR_GOOD)).isTrue();
    assertThat(mutes(NOW)).isEqualTo(Map.of(chat, SOON, other, FOR_GOOD));
    assertThat(mutes(SOON.minusMillis(1))).containsEntry(chat, SOON);
    assertThat(mutes(SOON)).isEqualTo(Map.of(other, FOR_GOOD));
    preferences().unmute(ada, other);
    preferences().unmute(ada, other);
    assertThat(mutes(NOW)).isEqualTo(Map.of(chat, SOON));
    assertThat(preferences().mutes(bob, List.of(chat), NOW)).isEmpty();
    assertThat(preferences().mutes(ada, List.of(), NOW)).isEmpty();
  }

  @Test
  void the_last_mute_of_a_chat_holds() {
    mute(chat, LATER);
    mute(chat, SOON);
    assertThat(mutes(NOW)).isEqualTo(Map.of(chat, SOON));
    mute(chat, LATER);
    assertThat(mutes(SOON)).isEqualTo(Map.of(chat, LATER));
  }

  @Test
  void mutes_of_other_chats_are_forgotten() {
    mute(chat, SOON);
    mute(other, SOON);
    preferences().retainMutes(ada, Set.of(other, Samples.chat()));
    assertThat(mutes(NOW)).isEqualTo(Map.of(other, SOON));
    preferences().retainMutes(ada, Set.of());
    preferences().retainMutes(ada, Set.of());
    assertThat(mutes(NOW)).isEmpty();
  }

  @Test
  void past_the_bound_a_mute_is_refused_until_others_are_over() {
    List<ChatId> chats = Stream.generate(Samples::chat).limit(PreferenceStore.MAX_MUTES).toList();
    chats.forEach(one -> mute(one, one.equals(chats.getFirst()) ? LATER : SOON));
    assertThat(mute(chat, LATER)).isFalse();
    assertThat(mutes(NOW)).isEmpty();
    assertThat(mute(chats.getFirst(), FOR_GOOD)).isTrue();
    assertThat(preferences().mute(ada, chat, LATER, SOON)).isTrue();
    assertThat(preferences().mutes(ada, chats, NOW)).isEqualTo(Map.of(chats.getFirst(), FOR_GOOD));
  }

  @Test
  void a_block_stays_as_it_was_made_until_it_is_taken_back() {
    Block first = new Block(NOW, new Text("at  lunch"));
    assertThat(preferences().block(ada, bob, first)).isTrue();
    assertThat(preferences().block(ada, bob, BLOCK)).isTrue();
    assertThat(preferences().block(ada, eve, BLOCK)).isTrue();
    assertThat(preferences().blockedBy(ada)).containsExactlyInAnyOrder(bob, eve);
    assertThat(preferences().blocks(ada, Set.of(bob, eve, ada)))
        .isEqualTo(Map.of(bob, first, eve, BLOCK));
    assertThat(preferences().hasBlocked(ada, bob)).isTrue();
    assertThat(preferences().hasBlocked(bob, ada)).isFalse();
    preferences().unblock(ada, bob);
    preferences().unblock(ada, bob);
    assertThat(preferences().blockedBy(ada)).containsExactly(eve);
    assertThat(preferences().blocks(ada, Set.of(bob))).isEmpty();
    preferences().block(ada, bob, BLOCK);
    assertThat(preferences().blocks(ada, Set.of(bob))).isEqualTo(Map.of(bob, BLOCK));
  }

  @Test
  void past_the_bound_a_block_is_refused_until_another_is_taken_back() {
    List<UserId> users =
        IntStream.range(0, PreferenceStore.MAX_BLOCKS).mapToObj(i -> new UserId("u" + i)).toList();
    users.forEach(user -> assertThat(preferences().block(ada, user, BLOCK)).isTrue());
    assertThat(preferences().block(ada, bob, BLOCK)).isFalse();
    assertThat(preferences().hasBlocked(ada, bob)).isFalse();
    assertThat(preferences().block(ada, users.getFirst(), BLOCK)).isTrue();
    preferences().unblock(ada, users.getFirst());
    assertThat(preferences().block(ada, bob, BLOCK)).isTrue();
    assertThat(preferences().blockedBy(ada)).hasSize(PreferenceStore.MAX_BLOCKS);
  }

  @Test
  void of_racing_blocks_only_as_many_are_stored_as_the_bound_allows() {
    IntStream.range(0, PreferenceStore.MAX_BLOCKS - 1)
        .forEach(i -> preferences().block(ada, new UserId("u" + i), BLOCK));
    long stored;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<Boolean>> racing =
          Stream.generate(Samples::user)
              .limit(16)
              .map(
                  user ->
                      CompletableFuture.supplyAsync(
                          () -> preferences().block(ada, user, BLOCK), threads))
              .toList();
      stored = racing.stream().filter(CompletableFuture::join).count();
    }
    assertThat(stored).isEqualTo(1);
    assertThat(preferences().blockedBy(ada)).hasSize(PreferenceStore.MAX_BLOCKS);
  }

  @Test
  void many_users_are_asked_at_once_and_those_without_a_block_are_left_out() {
    preferences().block(ada, eve, BLOCK);
    preferences().block(bob, eve, BLOCK);
    preferences().block(bob, ada, BLOCK);
    Map<UserId, Set<UserId>> others = new HashMap<>();
    Stream.generate(Samples::user).limit(1_200).forEach(user -> others.put(user, Set.of(eve)));
    others.put(ada, Set.of(eve, bob));
    others.put(bob, Set.of(ada));
    others.put(eve, Set.of());
    assertThat(preferences().blocks(others))
        .isEqualTo(Map.of(ada, Map.of(eve, BLOCK), bob, Map.of(ada, BLOCK)));
    assertThat(preferences().blocks(Map.of())).isEmpty();
  }

  @Test
  void the_attention_of_many_users_has_the_mute_of_a_chat_and_the_blocks_of_others() {
    mute(chat, SOON);
    mute(other, LATER);
    preferences().block(ada, eve, BLOCK);
    preferences().block(bob, eve, BLOCK);
    preferences().block(bob, ada, BLOCK);
    List<UserId> users =
        Stream.concat(Stream.of(ada, bob), Stream.generate(Samples::user).limit(1_200)).toList();
    assertThat(preferences().attention(users, chat, Set.of(eve)))
        .isEqualTo(
            Map.of(ada, new Attention(SOON, Set.of(eve)), bob, new Attention(null, Set.of(eve))));
    assertThat(preferences().attention(users, null, Set.of(ada)))
        .isEqualTo(Map.of(bob, new Attention(null, Set.of(ada))));
    assertThat(preferences().attention(users, chat, Set.of()))
        .isEqualTo(Map.of(ada, new Attention(SOON, Set.of())));
    assertThat(preferences().attention(List.of(), chat, Set.of(eve))).isEmpty();
    assertThat(preferences().attention(users, null, Set.of())).isEmpty();
  }
}
