package com.sup.messenger.redis.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.port.MessageLog;
import com.sup.messenger.application.port.MessageLog.Result;
import com.sup.messenger.contracts.Samples;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.message.Posted;
import com.sup.messenger.domain.reaction.Reaction;
import com.sup.messenger.redis.RedisServers;
import com.sup.messenger.redis.connection.RedisConnection;
import com.sup.messenger.redis.connection.RedisUrl;
import com.sup.messenger.redis.connection.Script;
import com.sup.messenger.redis.pubsub.Channels;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RedisMessageLogTest {

  private static final int MAX = 20;

  private final RedisConnection redis = RedisConnection.open(RedisUrl.parse(RedisServers.url()));
  private final RedisMessageLog log = log(MAX, Long.MAX_VALUE);
  private final ChatId chat = Samples.chat();
  private final Profile sender = Samples.profile();

  private RedisMessageLog log(int maxMessages, long maxBytes) {
    return new RedisMessageLog(redis, new Channels(redis), maxMessages, maxBytes);
  }

  @BeforeEach
  void join() {
    new RedisChatDirectory(redis).add(chat, sender.id());
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
    assertThat(count("XLEN", "log")).isEqualTo(MAX);
    assertThat(count("HLEN", "ids")).isEqualTo(2 * MAX + 1);
    assertThat(count("HLEN", "temps")).isEqualTo(MAX);
    assertThat(log.find(chat, all.get(4).message().id())).isEmpty();
    assertThat(log.find(chat, all.get(5).message().id())).isPresent();
    assertThat(log.references(chat, 0, 6)).hasSize(1);
    assertThat(append(MAX + 5).repeated()).isTrue();
    assertThat(append(1).posted().message().seq()).isEqualTo(MAX + 6);
  }

  /// Otherwise reactions to removed messages would push out those to messages that are there.
  @Test
  void the_reactions_to_a_message_go_with_it() {
    RedisReactionStore book = new RedisReactionStore(redis, MAX);
    UserId ada = Samples.user();
    List<MessageId> all =
        IntStream.rangeClosed(1, MAX).mapToObj(i -> append(i).posted().message().id()).toList();
    all.reversed().forEach(message -> book.put(chat, message, ada, new Reaction("x")));
    MessageId next = append(MAX + 1).posted().message().id();
    book.put(chat, next, ada, new Reaction("x"));
    assertThat(book.of(chat, all.getFirst())).isEmpty();
    assertThat(all.subList(1, MAX)).noneMatch(message -> book.of(chat, message).isEmpty());
    assertThat(count("ZCARD", "reacted")).isEqualTo(MAX);
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
    assertThat(count("HLEN", "ids")).isEqualTo(2L * kept.size() + 1);
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
  void a_message_whose_size_is_not_known_is_a_page_of_its_own() {
    append(1);
    append(2);
    append(3);
    redis.number(
        new Script("return redis.call('HDEL', KEYS[1], '#2')"),
        List.of(redis.keys().of(chat, "ids")));
    assertThat(seqsOf(log.after(chat, 0, 10, 1 << 20))).containsExactly(1L);
    assertThat(log.after(chat, 0, 10, 1 << 20).hasMore()).isTrue();
    assertThat(seqsOf(log.after(chat, 1, 10, 1 << 20))).containsExactly(2L, 3L);
  }

  private static List<Long> seqsOf(MessageLog.Page page) {
    return page.entries().stream().map(posted -> posted.message().seq()).toList();
  }

  @Test
  void all_but_the_head_goes_thirty_days_after_the_last_message() {
    append(1);
    for (String what : List.of("log", "ids", "temps")) {
      assertThat(count("PTTL", what))
          .isBetween(
              RedisMessageLog.KEPT.minusMinutes(1).toMillis(), RedisMessageLog.KEPT.toMillis());
    }
    assertThat(count("PTTL", "head")).isEqualTo(-1);
    List.of("log", "ids", "temps").forEach(what -> count("DEL", what));
    assertThat(log.head(chat)).isEqualTo(1);
    assertThat(append(1).posted().message().seq()).isEqualTo(2);
  }

  @Test
  void a_lost_head_is_found_again_in_the_log() {
    append(1);
    append(2);
    count("DEL", "head");
    assertThat(append(3).posted().message().seq()).isEqualTo(3);
  }
}
