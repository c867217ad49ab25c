package com.sup.messenger.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.port.SessionStore;
import com.sup.messenger.application.port.SessionStore.Claim;
import com.sup.messenger.application.port.Snapshot;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.session.SnapshotKeeper;
import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.presence.PresenceStatus;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

class SnapshotKeeperTest {

  private static final UserId ADA = new UserId("ada");
  private static final int MEBIBYTE = 1024 * 1024;

  /// A slow store that may be unavailable.
  private static final class Store implements SessionStore {
    private final Set<String> kept = Collections.synchronizedSet(new HashSet<>());
    private final Semaphore open = new Semaphore(1_000);
    private final Semaphore inside = new Semaphore(0);
    private volatile boolean there = true;

    private void answer() {
      inside.release();
      open.acquireUninterruptibly();
      if (!there) {
        throw new UnavailableException("not there");
      }
    }

    @Override
    public boolean keep(String key, Snapshot snapshot) {
      answer();
      kept.add(key);
      return true;
    }

    @Override
    public Claim claim(String key, UserId user) {
      answer();
      return new Claim.Unknown();
    }

    @Override
    public Claim claimOverdue(String key, UserId user) {
      return claim(key, user);
    }

    @Override
    public void settle(String key, long fence) {}
  }

  private final ManualTime time = new ManualTime();
  private final Store store = new Store();
  private final SnapshotKeeper keeper = new SnapshotKeeper(store, time, 64 * MEBIBYTE);

  private Snapshot snapshot(int events) {
    ServerEvent event = new ServerEvent.Failed(Refusal.PERMISSION_DENIED, "nothing", null, null);
    return new Snapshot(
        "id",
        1,
        ADA,
        new DeviceId("phone"),
        PresenceStatus.ONLINE,
        Set.of(),
        Map.of(),
        Collections.nCopies(events, new Snapshot.Sent("o", event)),
        0,
        null,
        time.instant());
  }

  private void keepInVain(String key, Snapshot snapshot) {
    assertThatExceptionOfType(UnavailableException.class)
        .isThrownBy(() -> keeper.keep(key, snapshot));
  }

  @Test
  void what_the_store_could_not_take_is_kept_until_it_can() {
    store.there = false;
    keepInVain("a", snapshot(1));
    keepInVain("b", snapshot(1));
    store.there = true;
    keeper.catchUp("a");
    assertThat(store.kept).containsExactly("a");
    keeper.catchUp();
    assertThat(store.kept).containsExactly("a", "b");
    assertThat(keeper.waiting()).isZero();
  }

  @Test
  void what_is_too_old_is_forgotten() {
    store.there = false;
    keepInVain("a", snapshot(1));
    store.there = true;
    time.advance(SessionStore.LIFE.plusSeconds(1));
    keeper.catchUp();
    assertThat(store.kept).isEmpty();
    assertThat(keeper.waiting()).isZero();
  }

  @Test
  void so_many_bytes_are_kept_here_and_no_more() {
    store.there = false;
    Snapshot mebibyte = snapshot(4 * 1024);
    assertThat(SnapshotKeeper.weight(mebibyte)).isEqualTo(MEBIBYTE);
    for (int i = 0; i < 10; i++) {
      keepInVain("a" + i, mebibyte);
    }
    assertThat(keeper.waiting()).isEqualTo(4);
    store.there = true;
    keeper.catchUp();
    store.there = false;
    for (int i = 0; i < 10; i++) {
      keepInVain("b" + i, mebibyte);
      keepInVain("b0", mebibyte);
    }
    assertThat(keeper.waiting()).isEqualTo(4);
  }

  @Test
  void so_many_bytes_are_on_their_way_at_a_time() {
    store.open.drainPermits();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 10; i++) {
        String key = "a" + i;
        threads.submit(() -> keeper.keep(key, snapshot(2 * 1024)));
      }
      // A 64th of the heap is a mebibyte, and each is half of that and a kibibyte.
      for (int done = 1; done <= 10; done++) {
        int inside = done;
        await().untilAsserted(() -> assertThat(store.inside.availablePermits()).isEqualTo(inside));
        store.open.release();
      }
    }
    assertThat(store.kept).hasSize(10);
  }
}
