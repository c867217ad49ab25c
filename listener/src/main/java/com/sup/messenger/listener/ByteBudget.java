package com.sup.messenger.listener;

import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/// A limit for the bytes that all connections of the process hold together.
///
/// If more are held, holders are cut until an eighth of the budget is free. Among equals, the
/// holder of the most bytes for the longest time goes first. The order is:
///
/// - strangers
/// - trusted holders of much
/// - strangers that have held little for a moment: they may be about to show a token
/// - trusted holders of little
public final class ByteBudget {

  /// A holder of fewer bytes is not cut. Its bytes are counted.
  ///
  /// Strangers cannot use up the budget below this bound. At the most, there is a connection and a
  /// session of a stranger for each 16 KiB of heap. Otherwise only trusted holders would be left to
  /// cut.
  private static final long SMALL = 256;

  /// A holder of more bytes is cut if it adds some during a cut, and the limit is exceeded by an
  /// eighth. Bytes may come faster than others can be cut.
  private static final long LARGE = 16 * 1024;

  /// A newcomer holds fewer bytes, for no longer than [#MOMENT_NANOS]: a request with a token.
  private static final long LITTLE = 2 * 1024;

  private static final long MOMENT_NANOS = 2_000_000_000L;

  private final long limit;
  private final AtomicLong held = new AtomicLong();
  private final Set<Account> holders = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean making = new AtomicBoolean();

  /// @param limit in bytes, more than 0
  public ByteBudget(long limit) {
    if (limit <= 0) {
      throw new IllegalArgumentException("limit must be positive");
    }
    this.limit = limit;
  }

  /// Returns a budget of one part of the largest heap of the JVM.
  ///
  /// @param divisor the number of parts
  public static ByteBudget ofHeap(int divisor) {
    return new ByteBudget(Runtime.getRuntime().maxMemory() / divisor);
  }

  /// An owner of bytes, which loses them when it is cut.
  public interface Holder {

    /// Returns true if the service knows the client.
    boolean isTrusted();

    /// Ends the holder soon. Must not block.
    void cut();
  }

  /// Opens an account for a holder.
  public Account open(Holder holder) {
    return new Account(holder);
  }

  /// Returns the number of bytes that are held now.
  public long held() {
    return held.get();
  }

  // One thread makes room at a time. The others do not wait, because each reading thread would.
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

  /// @return true if the bytes are within the limit now
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

  /// The bytes of one holder. Safe for any thread.
  public final class Account {

    private final Holder holder;
    private long bytes;
    private long since;
    private boolean evicted;

    private Account(Holder holder) {
      this.holder = holder;
    }

    /// Adds bytes. May cut this holder or others.
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

    /// Takes bytes away; at most those that are held.
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

    /// Takes all bytes away.
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

    // The bytes are garbage soon, so they count no more.
    private void evict() {
      synchronized (this) {
        if (evicted) {
          return;
        }
        evicted = true;
      }
      releaseAll();
      holder.cut();
    }

    /// The bytes of a holder times their age, at one moment.
    private record Claim(Account account, Order order, double byteNanos) {
      static final Comparator<Claim> WORST_FIRST =
          Comparator.comparing(Claim::order)
              .thenComparing(Comparator.comparingDouble(Claim::byteNanos).reversed());
    }
  }
}
