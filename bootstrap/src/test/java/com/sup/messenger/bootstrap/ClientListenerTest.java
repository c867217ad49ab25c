package com.sup.messenger.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientListenerTest {

  /// Four sessions a second are what two cores take back beside an instance that starts.
  @ParameterizedTest
  @CsvSource({"0, 1000", "1, 1000", "24, 6000", "60, 15000", "20000, 15000"})
  void sessions_are_handed_over_slowly_within_the_time_there_is(int sessions, long millis) {
    assertThat(ClientListener.drainTime(sessions, Duration.ofSeconds(15)).toMillis())
        .isEqualTo(millis);
  }
}
