package com.sup.messenger.redis.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sup.messenger.application.port.SessionStore;
import com.sup.messenger.contracts.Samples;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.redis.RedisServers;
import com.sup.messenger.redis.pubsub.Seal;
import com.sup.messenger.redis.store.RedisSessionStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisKeysTest {

  private static final ChatId CHAT = new ChatId("c");

  /// A text that begins with a hash tag, or a call of Redis that names a key by a text.
  private static final Pattern NAME =
      Pattern.compile(
          "\"\\{[a-z]+[:}]|\\.get(Map|(ScoredSorted)?Set|Bucket|Stream|(Sharded)?Topic)\\(\"");

  /// A command of a script on a key that is no argument.
  private static final Pattern LITERAL = Pattern.compile("redis\\.p?call\\('[A-Z]+', *['\"][^)]*");

  @ParameterizedTest
  @ValueSource(strings = {"a", "acme:", "acme.eu-1:sup_", "a:b:c"})
  void a_prefix_stands_before_the_hash_tag(String prefix) {
    assertThat(RedisKeys.under(prefix).of(CHAT, "log")).isEqualTo(prefix + "{c:c}:log");
    assertThat(RedisKeys.under(prefix).outbox()).isEqualTo(prefix + "push:outbox");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "{a}", "a{", "a}", "a*", "a?", "[a", "a/", "a\n", "ä"})
  void what_would_break_a_hash_tag_or_a_pattern_is_no_prefix(String prefix) {
    assertThatIllegalArgumentException().isThrownBy(() -> RedisKeys.under(prefix));
  }

  @Test
  void a_prefix_has_at_most_64_characters() {
    assertThat(RedisKeys.under("a".repeat(64)).durableTimers()).hasSize(64 + "reminders".length());
    assertThatIllegalArgumentException().isThrownBy(() -> RedisKeys.under("a".repeat(65)));
  }

  @Test
  void a_database_is_told_in_channels_as_no_prefix_could() {
    RedisKeys keys = RedisKeys.under("acme:");
    assertThat(keys.ofChannels(0).of(CHAT, "all")).isEqualTo("acme:{c:c}:all");
    assertThat(keys.ofChannels(2).of(CHAT, "all")).isEqualTo("acme:db2/{c:c}:all");
    assertThat(RedisKeys.plain().ofChannels(2).of(CHAT, "all")).isEqualTo("db2/{c:c}:all");
  }

  /// Otherwise a client of one service could name a session of another, with the prefix `session:`.
  @ParameterizedTest
  @ValueSource(strings = {"session:key", "", " ", "a{b}"})
  void a_client_names_no_session_of_another_prefix(String key) {
    try (RedisConnection redis = RedisServers.open(RedisServers.url())) {
      assertThat(new RedisSessionStore(redis, Seal.none()).claim(key, Samples.user()))
          .isEqualTo(new SessionStore.Claim.Unknown());
    }
  }

  @Test
  void no_other_class_makes_names() throws IOException {
    assertThat(found("java", NAME)).isEmpty();
  }

  @Test
  void no_script_names_a_key() throws IOException {
    assertThat(found("java", LITERAL)).isEmpty();
    assertThat(found("resources", LITERAL)).isEmpty();
  }

  private static List<String> found(String kind, Pattern pattern) throws IOException {
    Path folder = Path.of("src", "main", kind, "com", "sup", "messenger", "redis");
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.endsWith("RedisKeys.java"))
          .flatMap(file -> matches(file, pattern))
          .toList();
    }
  }

  private static Stream<String> matches(Path file, Pattern pattern) {
    try {
      return pattern
          .matcher(Files.readString(file))
          .results()
          .map(MatchResult::group)
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
