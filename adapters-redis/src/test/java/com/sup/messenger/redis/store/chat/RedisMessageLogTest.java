package com.sup.messenger.redis.store.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.event.ServerEvent.ReactionAction;
import com.sup.messenger.application.event.ServerEvent.ReactionAdded;
import com.sup.messenger.application.port.chat.MessageLog;
import com.sup.messenger.application.port.chat.MessageLog.Result;
import com.sup.messenger.contracts.Samples;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.message.Draft;
import com.sup.messenger.domain.message.EncryptedContent;
import com.sup.messenger.domain.message.Message;
import com.sup.messenger.domain.message.MessageType;
import com.sup.messenger.domain.message.Metadata;
import com.sup.messenger.domain.message.Posted;
import com.sup.messenger.domain.reaction.Reaction;
import com.sup.messenger.redis.RedisServers;
import com.sup.messenger.redis.connection.RedisConnection;
import com.sup.messenger.redis.connection.Script;
import com.sup.messenger.redis.pubsub.Channels;
import com.sup.messenger.redis.pubsub.Seal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RedisMessageLogTest {

  private static final int MAX = 20;

  private final RedisConnection redis = RedisServers.connected(RedisServers.url());
  private final Channels channels = new Channels(redis, Seal.none());
  private final RedisMessageLog log = log(MAX, Long.MAX_VALUE);
  private final ChatId chat = Samples.chat();
  private final Profile sender = Samples.profile();
  private final UserId reader = Samples.user();

  private RedisMessageLog log(int maxMessages, long maxBytes) {
    return new RedisMessageLog(redis, channels, maxMessages, maxBytes);
  }

  @BeforeEach
  void join() {
    new RedisChatDirectory(redis).add(chat, sender.id(), 0);
  }

  @AfterEach
  void close() {
    redis.close();
  }

  private Result append(int number) {
    return log.append(
            Samples.draft(chat, "m" + number, "t" + number),
            sender,
            null,
            Samples.messageId(),
            Samples.NOW)
        .orElseThrow();
  }

  private long count(String command, String what) {
    return redis.number(
        new Script("return redis.call(ARGV[1], KEYS[1])"),
        List.of(redis.keys().of(chat, what)),
        command);
  }

  @Test
  void a_chat_keeps_its_newest_messages_exactly_and_its_indexes_with_them() {
    List<Posted> all = IntStream.rangeClosed(1, MAX + 5).mapToObj(i -> append(i).posted()).toList();
    assertThat(log.after(chat, 0, 1_000, 1 << 20).entries()).isEqualTo(all.subList(5, MAX + 5));
    assertThat(count("HLEN", "log")).isEqualTo(4 * MAX + 1);
    assertThat(count("ZCARD", "authored")).isEqualTo(MAX);
    assertThat(log.find(chat, all.get(4).message().id())).isEmpty();
    assertThat(log.find(chat, all.get(5).message().id())).isPresent();
    assertThat(log.references(chat, 0, 6)).hasSize(1);
    assertThat(append(MAX + 5).repeated()).isTrue();
    assertThat(append(1).posted().message().seq()).isEqualTo(MAX + 6);
  }

  /// Otherwise reactions to removed messages would push out those to messages that are there.
  @Test
  void the_reactions_to_a_message_go_with_it() {
    RedisReactionStore book = new RedisReactionStore(redis, channels, MAX);
    List<Posted> all = IntStream.rangeClosed(1, MAX).mapToObj(i -> append(i).posted()).toList();
    all.reversed().forEach(posted -> react(book, posted));
    react(book, append(MAX + 1).posted());
    assertThat(book.of(chat, all.getFirst().message().id())).isEmpty();
    assertThat(all.subList(1, MAX))
        .noneMatch(posted -> book.of(chat, posted.message().id()).isEmpty());
    assertThat(count("ZCARD", "reacted")).isEqualTo(MAX);
  }

  private void react(RedisReactionStore book, Posted posted) {
    ReactionAdded event =
        new ReactionAdded(
            posted.message().id(),
            chat,
            sender.id(),
            null,
            new Reaction("x"),
            ReactionAction.ADD,
            Samples.NOW);
    book.put(posted.message().seq(), event, null);
  }

  /// Counts everything that a script has to remove with a message.
  @Test
  void nothing_is_left_of_messages_that_are_not_kept() {
    Metadata metadata = new Metadata("{}", List.of(reader));
    new RedisChatDirectory(redis).add(chat, reader, 0);
    for (int i = 0; i < 2 * MAX; i++) {
      Draft draft =
          new Draft(
              chat,
              new EncryptedContent("x"),
              MessageType.TEXT,
              null,
              metadata,
              null,
              false,
              Duration.ofDays(1));
      Posted posted =
          log.append(draft, sender, null, Samples.messageId(), Samples.NOW).orElseThrow().posted();
      Message message = (Message) posted.message();
      log.replace(
          posted.with(i % 2 == 0 ? message.deleted(null, Samples.NOW) : edited(message)), null);
    }
    assertThat(count("HLEN", "log")).isEqualTo(3 * MAX + MAX / 2 + 1);
    for (String what : List.of("authored", "mentioned", "gone", "expiring")) {
      assertThat(count("ZCARD", what)).as(what).isEqualTo(MAX / 2);
    }
    assertThat(count("ZCARD", "replaced")).isEqualTo(MAX);
    assertThat(log.unread(reader, Map.of(chat, 0L)).get(chat))
        .isEqualTo(new MessageLog.Unread(MAX / 2, MAX / 2));
  }

  private static Message edited(Message message) {
    return message.edited(new EncryptedContent("y"), null, Samples.NOW);
  }

  @Test
  void a_chat_keeps_its_newest_messages_within_so_many_bytes() {
    RedisMessageLog small = log(1_000, 20_000);
    for (int i = 0; i < 30; i++) {
      append(small, "x".repeat(1_000));
    }
    List<Posted> kept = small.after(chat, 0, 1_000, 1 << 20).entries();
    assertThat(kept).hasSizeBetween(14, 19);
    assertThat(kept.getLast().message().seq()).isEqualTo(30);
    assertThat(count("HLEN", "log")).isEqualTo(3L * kept.size() + 1);
    append(small, "x".repeat(19_000));
    assertThat(small.after(chat, 0, 1_000, 1 << 20).entries()).hasSize(1);
    append(small, "x".repeat(30_000));
    assertThat(small.after(chat, 0, 1_000, 1 << 20).entries())
        .extracting(p -> p.message().seq())
        .containsExactly(32L);
    append(small, "x");
    assertThat(small.after(chat, 0, 1_000, 1 << 20).entries())
        .extracting(p -> p.message().seq())
        .containsExactly(33L);
  }

  private void append(RedisMessageLog to, String content) {
    to.append(Samples.draft(chat, content, null), sender, null, Samples.messageId(), Samples.NOW);
  }

  @Test
  void no_more_is_sent_by_redis_than_the_page_has() {
    RedisMessageLog large = log(1_000, Long.MAX_VALUE);
    for (int i = 0; i < 100; i++) {
      append(large, "x".repeat(i % 2 == 0 ? 1 : 60_000));
    }
    long before = sent();
    MessageLog.Page page = large.after(chat, 0, 500, 200_000);
    assertThat(page.entries()).hasSize(7);
    assertThat(page.hasMore()).isTrue();
    assertThat(sent() - before).isLessThan(210_000);
  }

  @Test
  void redis_sends_no_content_to_say_who_wrote() {
    append(log, "x".repeat(60_000));
    MessageLog.Reference last = log.references(chat, 0, 1).getFirst();
    long before = sent();
    assertThat(log.find(chat, last.id())).contains(last);
    assertThat(log.references(chat, 0, 200)).containsExactly(last);
    assertThat(sent() - before).isLessThan(20_000);
  }

  /// Returns the bytes that Redis has sent; to other tests too, if they share the server.
  private long sent() {
    String stats =
        redis.text(
            new Script("return redis.call('INFO', 'stats')"), List.of(redis.keys().of(chat, "x")));
    return Objects.requireNonNull(stats)
        .lines()
        .filter(line -> line.startsWith("total_net_output_bytes:"))
        .mapToLong(line -> Long.parseLong(line.split(":")[1]))
        .sum();
  }

  @Test
  void all_but_the_head_goes_thirty_days_after_the_last_message() {
    append(1);
    for (String what : List.of("log", "authored")) {
      assertThat(count("PTTL", what))
          .isBetween(
              RedisMessageLog.KEPT.minusMinutes(1).toMillis(), RedisMessageLog.KEPT.toMillis());
    }
    assertThat(count("PTTL", "now")).isEqualTo(-1);
    List.of("log", "authored").forEach(what -> count("DEL", what));
    assertThat(log.head(chat)).isEqualTo(1);
    assertThat(append(1).posted().message().seq()).isEqualTo(2);
  }

  @Test
  void old_messages_go_in_groups_and_never_more_than_are_too_many() {
    RedisMessageLog large = log(128, Long.MAX_VALUE);
    for (int i = 1; i <= 130; i++) {
      append(large, "m" + i);
    }
    assertThat(large.after(chat, 0, 1_000, 1 << 20).entries()).hasSize(130);
    append(large, "m131");
    assertThat(large.after(chat, 0, 1_000, 1 << 20).entries())
        .extracting(p -> p.message().seq())
        .hasSize(128)
        .startsWith(4L);
    assertThat(count("HLEN", "log")).isEqualTo(3 * 128 + 1);
    assertThat(count("ZCARD", "authored")).isEqualTo(128);
  }

  private Posted append(Instant at) {
    Draft draft = Samples.draft(chat, "m", null);
    return log.append(draft, sender, null, Samples.messageId(), at).orElseThrow().posted();
  }

  @Test
  void the_life_of_a_log_is_renewed_once_an_hour() {
    append(Samples.NOW);
    count("PERSIST", "log");
    append(Samples.NOW.plusMillis(3_599_999));
    assertThat(count("PTTL", "log")).isEqualTo(-1);
    append(Samples.NOW.plusMillis(3_600_000));
    assertThat(count("PTTL", "log")).isPositive();
  }

  @Test
  void an_index_that_comes_back_has_a_life_again() {
    Posted only = append(Samples.NOW);
    log.replace(only.with(((Message) only.message()).deleted(null, Samples.NOW)), null);
    assertThat(count("EXISTS", "authored")).isZero();
    append(Samples.NOW);
    assertThat(count("PTTL", "authored")).isPositive();
  }

  @Test
  void a_lost_head_is_found_again_in_the_log() {
    append(1);
    append(2);
    count("DEL", "now");
    assertThat(append(3).posted().message().seq()).isEqualTo(3);
  }
}
