package com.sup.messenger.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.port.MessageLog.Result;
import com.sup.messenger.contracts.Samples;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.message.Posted;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RedisMessageLogTest {

  private static final int MAX = 20;

  private final RedisConnection redis = RedisConnection.open(RedisUrl.parse(RedisServers.url()));
  private final RedisMessageLog log = new RedisMessageLog(redis, new Channels(redis), MAX);
  private final ChatId chat = Samples.chat();
  private final Profile sender = Samples.profile();

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
        new Script("return redis.call(ARGV[1], KEYS[1])"), List.of(Keys.of(chat, what)), command);
  }

  @Test
  void a_chat_keeps_its_newest_messages_exactly_and_its_indexes_with_them() {
    List<Posted> all = IntStream.rangeClosed(1, MAX + 5).mapToObj(i -> append(i).posted()).toList();
    assertThat(log.after(chat, 0, 1_000)).isEqualTo(all.subList(5, MAX + 5));
    assertThat(count("XLEN", "log")).isEqualTo(MAX);
    assertThat(count("HLEN", "ids")).isEqualTo(MAX);
    assertThat(count("HLEN", "temps")).isEqualTo(MAX);
    assertThat(log.find(chat, all.get(4).message().id())).isEmpty();
    assertThat(log.find(chat, all.get(5).message().id())).contains(all.get(5));
    assertThat(append(MAX + 5).repeated()).isTrue();
    assertThat(append(1).posted().message().seq()).isEqualTo(MAX + 6);
  }

  @Test
  void pages_are_put_together() {
    RedisMessageLog large = new RedisMessageLog(redis, new Channels(redis), 1_000);
    IntStream.rangeClosed(1, 250)
        .forEach(
            i ->
                large.append(
                    Samples.draft(chat, "m", null),
                    sender,
                    null,
                    Samples.messageId(),
                    Samples.NOW));
    assertThat(large.after(chat, 10, 230))
        .extracting(p -> p.message().seq())
        .containsExactlyElementsOf(LongStream.rangeClosed(11, 240).boxed().toList());
    assertThat(large.after(chat, 0, 1_000)).hasSize(250);
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
