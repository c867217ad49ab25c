package com.sup.messenger.application.memory;

import com.sup.messenger.application.port.RateLimiter;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.limit.RateLimit;
import com.sup.messenger.domain.limit.RateWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Buckets in this process. Each call forgets up to two idle ones, the longest unused first. At the
/// bound, a new bucket is refused as unavailable.
public final class MemoryRateLimiter implements RateLimiter {

  private static final int FORGOTTEN_PER_CALL = 2;

  private record Key(UserId user, String bucket) {}

  private final int maxBuckets;
  private final Map<Key, RateWindow> buckets = new LinkedHashMap<>(16, 0.75f, true);

  public MemoryRateLimiter(int maxBuckets) {
    this.maxBuckets = maxBuckets;
  }

  @Override
  public synchronized Decision tryAcquire(
      UserId user, String bucket, RateLimit limit, int permits, Instant now) {
    long millis = now.toEpochMilli();
    forgetIdle(millis);
    long wait = bucket(new Key(user, bucket), limit).take(permits, millis);
    return wait == 0 ? new Decision.Admitted() : new Decision.Refused(Duration.ofMillis(wait));
  }

  @Override
  public synchronized Map<String, Decision.Refused> tryAcquireEach(
      UserId user, Map<String, RateLimit> limits, Instant now) {
    long millis = now.toEpochMilli();
    forgetIdle(millis);
    Map<String, Decision.Refused> refusals = new HashMap<>();
    for (String bucket : limits.keySet()) {
      RateWindow known = buckets.get(new Key(user, bucket));
      long wait = known == null ? 0 : known.waitFrom(millis);
      if (wait > 0) {
        refusals.put(bucket, new Decision.Refused(Duration.ofMillis(wait)));
      }
    }
    if (refusals.isEmpty()) {
      // All are made before a permit is taken: there may be no room for one.
      List<RateWindow> all =
          limits.entrySet().stream()
              .map(limit -> bucket(new Key(user, limit.getKey()), limit.getValue()))
              .toList();
      all.forEach(bucket -> bucket.take(1, millis));
    }
    return refusals;
  }

  private RateWindow bucket(Key key, RateLimit limit) {
    RateWindow known = buckets.get(key);
    if (known != null) {
      return known;
    }
    if (buckets.size() == maxBuckets) {
      throw new UnavailableException("The memory for rate limits is full");
    }
    RateWindow made = new RateWindow(limit);
    buckets.put(key, made);
    return made;
  }

  private void forgetIdle(long now) {
    Iterator<RateWindow> longestUnused = buckets.values().iterator();
    for (int i = 0; i < FORGOTTEN_PER_CALL && longestUnused.hasNext(); i++) {
      if (!longestUnused.next().isIdle(now)) {
        return;
      }
      longestUnused.remove();
    }
  }

  @Override
  public synchronized void release(UserId user, String bucket, Instant takenAt) {
    RateWindow known = buckets.get(new Key(user, bucket));
    if (known != null) {
      known.giveBack(takenAt.toEpochMilli());
    }
  }
}
