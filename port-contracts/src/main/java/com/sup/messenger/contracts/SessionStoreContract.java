package com.sup.messenger.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.ServerEvent;
import com.sup.messenger.application.port.SessionStore;
import com.sup.messenger.application.port.Snapshot;
import com.sup.messenger.application.port.Topic;
import com.sup.messenger.domain.CallId;
import com.sup.messenger.domain.NotificationId;
import com.sup.messenger.domain.presence.PresenceStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/// What every [SessionStore] must do.
public abstract class SessionStoreContract {

  private final String key = UUID.randomUUID().toString();

  /// The store under test.
  protected abstract SessionStore store();

  /// The same store, as another instance reaches it.
  protected abstract SessionStore ofAnotherInstance();

  private static Snapshot snapshot(String connection, @Nullable CallId call) {
    ServerEvent event = new ServerEvent.NotificationRead(new NotificationId("n"));
    return new Snapshot(
        connection,
        Samples.user(),
        Samples.device(),
        PresenceStatus.AWAY,
        Set.of(new Topic.Viewers(Samples.chat()), new Topic.User(Samples.user())),
        Map.of(Samples.chat(), 1L << 50),
        List.of(new Snapshot.Sent("o1", event), new Snapshot.Sent("o2", event)),
        call,
        Samples.NOW);
  }

  @Test
  void who_kept_nothing_finds_nothing() {
    assertThat(store().claim(key)).isEmpty();
  }

  @Test
  void a_session_comes_back_as_it_was_once_wherever_it_is_claimed() {
    Snapshot snapshot = snapshot("c", new CallId("call"));
    store().keep(key, snapshot);
    assertThat(store().claim(key + "x")).isEmpty();
    assertThat(ofAnotherInstance().claim(key)).contains(snapshot);
    assertThat(ofAnotherInstance().claim(key)).isEmpty();
    assertThat(store().claim(key)).isEmpty();
  }

  @Test
  void the_latest_of_a_key_counts() {
    Snapshot latest = snapshot("c2", null);
    store().keep(key, snapshot("c1", null));
    ofAnotherInstance().keep(key, latest);
    assertThat(store().claim(key)).contains(latest);
    assertThat(store().claim(key)).isEmpty();
  }

  @RepeatedTest(20)
  void of_many_who_claim_at_a_time_one_gets_it() throws Exception {
    store().keep(key, snapshot("c", null));
    List<Callable<Optional<Snapshot>>> claims =
        IntStream.range(0, 16)
            .<Callable<Optional<Snapshot>>>mapToObj(
                i -> () -> (i % 2 == 0 ? store() : ofAnotherInstance()).claim(key))
            .toList();
    int claimed = 0;
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Optional<Snapshot>> claim : executor.invokeAll(claims)) {
        claimed += claim.get().isPresent() ? 1 : 0;
      }
    }
    assertThat(claimed).isEqualTo(1);
  }
}
