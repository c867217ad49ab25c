package com.sup.messenger.listener;

import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/// The bytes that all connections of the process may hold together.
///
/// If more are held, the holders that have held most for longest are cut until an eighth of the
/// budget is free: first those that are not trusted, then trusted ones that hold much. A stranger
/// that
/// has held little for a moment goes after these, for it may be about to show its token; a trusted
/// one that holds little goes last.
public final class ByteBudget {

  /// Less than that is counted, but no reason to be cut. So small that all connections and sessions
  /// of strangers together, one of each for 16 KiB of heap, cannot use the budget up by it: then
  /// those that are known would be the only ones to cut.
  private static final long SMALL = 256;

  /// A holder of more than that goes itself if it comes while room is being made, and the limit is
  /// exceeded by an eighth: bytes may come faster than others can be cut.
  private static final long LARGE = 16 * 1024;

  /// Less than that, for no longer than [#MOMENT_NANOS], is what a newcomer holds: a request with a
  /// token.
  private static final long LITTLE = 2 * 1024;

  private static final long MOMENT_NANOS = 2_000_000_000L;

  private final long limit;
  private final AtomicLong held = new AtomicLong();
  private final Set<Account> holders = ConcurrentHashMap.newKeySet();
  private final AtomicLong cut = new AtomicLong();
  private final AtomicBoolean making = new AtomicBoolean();

  /// @param limit bytes
  public ByteBudget(long limit) {
    if (limit <= 0) {
      throw new IllegalArgumentException("limit must be positive");
    }
    this.limit = limit;
  }

  /// A share of the heap that the JVM may have.
  public static ByteBudget ofHeap(int divisor) {
    return new ByteBudget(Runtime.getRuntime().maxMemory() / divisor);
  }

  /// Holds bytes, and loses them when it is cut.
  public interface Holder {

    /// Whether the service knows its client.
    boolean isTrusted();

    /// Ends it, soon; must not block.
    void cut();
  }

  /// Opens an account for a holder.
  public Account open(Holder holder) {
    return new Account(holder);
  }

  /// How many bytes are held now.
  public long held() {
    return held.get();
  }

  /// How many holders have been cut for want of bytes, since the start.
  public long cuts() {
    return cut.get();
  }

  // One thread makes room at a time, and no other waits for it: all that read would.
  private void makeRoom() {
    while (held.get() > limit && making.compareAndSet(false, true)) {
      boolean enough;
      try {
        enough = evictWorst(System.nanoTime());
      } finally {
        making.set(false);
      }
      if (!enough) {
        return;
      }
    }
  }

  /// @return whether what is held is within the limit now
  private boolean evictWorst(long now) {
    Stream<Account.Claim> claims =
        holders.stream().map(account -> account.claim(now)).sorted(Account.Claim.WORST_FIRST);
    for (Account.Claim claim : (Iterable<Account.Claim>) claims::iterator) {
      if (held.get() <= limit - limit / 8) {
        break;
      }
      claim.account().evict();
    }
    return held.get() <= limit;
  }

  /// The order in which holders are cut.
  private enum Order {
    STRANGER,
    TRUSTED,
    NEWCOMER,
    TRUSTED_WITH_LITTLE
  }

  /// What one holder holds; safe for use by many threads.
  public final class Account {

    private final Holder holder;
    private long bytes;
    private long since;
    private boolean evicted;

    private Account(Holder holder) {
      this.holder = holder;
    }

    /// Holds more.
    public void hold(long more) {
      boolean large;
      synchronized (this) {
        if (evicted) {
          return;
        }
        if (bytes < SMALL && bytes + more >= SMALL) {
          since = System.nanoTime();
          holders.add(this);
        }
        bytes += more;
        large = bytes > LARGE;
      }
      long all = held.addAndGet(more);
      if (large && all > limit + limit / 8 && making.get()) {
        evict();
      } else if (all > limit) {
        makeRoom();
      }
    }

    /// Holds less; at the most what it holds.
    public void release(long less) {
      long released;
      synchronized (this) {
        released = Math.min(less, bytes);
        bytes -= released;
        if (bytes < SMALL) {
          holders.remove(this);
        }
      }
      held.addAndGet(-released);
    }

    /// Holds nothing any more.
    public void releaseAll() {
      release(Long.MAX_VALUE);
    }

    private synchronized Claim claim(long now) {
      long age = Math.max(1, now - since);
      return new Claim(this, order(age), (double) bytes * age);
    }

    private Order order(long age) {
      if (holder.isTrusted()) {
        return bytes > LARGE ? Order.TRUSTED : Order.TRUSTED_WITH_LITTLE;
      }
      return bytes < LITTLE && age < MOMENT_NANOS ? Order.NEWCOMER : Order.STRANGER;
    }

    // What it holds is garbage soon.
    private void evict() {
      synchronized (this) {
        if (evicted) {
          return;
        }
        evicted = true;
      }
      releaseAll();
      cut.incrementAndGet();
      holder.cut();
    }

    /// How much it has held for how long, at a moment.
    private record Claim(Account account, Order order, double byteNanos) {
      static final Comparator<Claim> WORST_FIRST =
          Comparator.comparing(Claim::order)
              .thenComparing(Comparator.comparingDouble(Claim::byteNanos).reversed());
    }
  }
}
