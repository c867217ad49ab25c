package com.sup.messenger.redis.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisUrlTest {

  @Test
  void a_url_has_a_user_a_password_and_a_database() {
    assertThat(RedisUrl.parse("rediss://ada:s%40cret@redis.example:7000/3"))
        .isEqualTo(new RedisUrl(List.of("rediss://redis.example:7000"), "ada", "s@cret", 3));
  }

  @Test
  void everything_but_the_host_may_be_left_out() {
    assertThat(RedisUrl.parse("redis://localhost"))
        .isEqualTo(new RedisUrl(List.of("redis://localhost:6379"), null, null, 0));
    assertThat(RedisUrl.parse("redis://:secret@[::1]/"))
        .isEqualTo(new RedisUrl(List.of("redis://[::1]:6379"), null, "secret", 0));
  }

  @Test
  void a_list_is_a_cluster() {
    RedisUrl url = RedisUrl.parse("redis://:secret@a:1, redis://:secret@b:2");
    assertThat(url)
        .isEqualTo(new RedisUrl(List.of("redis://a:1", "redis://b:2"), null, "secret", 0));
    assertThat(url.isCluster()).isTrue();
  }

  @Test
  void no_text_of_it_holds_a_secret() {
    assertThat(RedisUrl.parse("redis://ada:secret@a:1")).hasToString("redis://a:1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "secret",
        "http://secret@a",
        "redis://secret@a",
        "redis://:secret@",
        "redis://:secret@a/b",
        "redis://:secret@a?x",
        "redis://:se cret@a",
        "redis://:secret@a,",
        "redis://:secret@a,redis://b",
        "redis://:secret@a,rediss://:secret@b",
        "redis://:secret@a/1,redis://:secret@b/1"
      })
  void what_is_no_url_of_redis_is_refused_without_being_quoted(String text) {
    assertThatThrownBy(() -> RedisUrl.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be " + RedisUrl.ALLOWED)
        .hasNoCause();
  }
}
