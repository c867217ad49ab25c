package com.sup.messenger.websocket.engineio.client;

import com.sup.messenger.listener.AddressBlock;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The sessions whose clients are not known yet. They make room for each other: if there are too
/// many, the one that has waited longest ends.
///
/// One bound is for the sessions of one customer, who has an IPv4 address or 64 bits of IPv6 (RFC
/// 6177). The other is for all. If half of a bound is used, places are short, and a stranger has
/// [#SHORT_STAY] to show a token.
public final class UnauthenticatedLimit<S> {

  /// The least stay of a stranger.
  public static final Duration SHORT_STAY = Duration.ofSeconds(10);

  private final int maxOfCustomer;
  private final int max;
  private final Consumer<S> leaves;
  private final LinkedHashMap<S, Stay> all = new LinkedHashMap<>();
  private final Map<AddressBlock, LinkedHashSet<S>> byCustomer = new HashMap<>();

  private record Stay(AddressBlock customer, long since) {}

  /// Makes an empty set.
  ///
  /// @param maxOfCustomer the most sessions of one customer
  /// @param max the most sessions of all
  /// @param leaves ends a session that makes room; must not block
  public UnauthenticatedLimit(int maxOfCustomer, int max, Consumer<S> leaves) {
    this.maxOfCustomer = maxOfCustomer;
    this.max = max;
    this.leaves = leaves;
  }

  /// Adds a session. Another one may have to leave.
  ///
  /// @param address of the client
  public void enter(S session, String address, long now) {
    AddressBlock customer = AddressBlock.ofCustomer(InetAddress.ofLiteral(address));
    @Nullable S longest = null;
    synchronized (this) {
      LinkedHashSet<S> others = byCustomer.get(customer);
      if (others != null && others.size() >= maxOfCustomer) {
        longest = others.getFirst();
      } else if (all.size() >= max) {
        longest = all.firstEntry().getKey();
      }
      if (longest != null) {
        leave(longest);
      }
      all.put(session, new Stay(customer, now));
      byCustomer.computeIfAbsent(customer, _ -> new LinkedHashSet<>()).add(session);
    }
    if (longest != null) {
      leaves.accept(longest);
    }
  }

  /// Removes a session. Its client is known, or it has ended. Does nothing if it has left before.
  public synchronized void leave(S session) {
    Stay stay = all.remove(session);
    if (stay != null) {
      forget(session, stay);
    }
  }

  private void forget(S session, Stay stay) {
    byCustomer.computeIfPresent(
        stay.customer(),
        (_, sessions) -> {
          sessions.remove(session);
          return sessions.isEmpty() ? null : sessions;
        });
  }

  /// Ends the stranger that has waited longest.
  ///
  /// @return true if there was one
  public boolean makeRoom() {
    @Nullable S longest;
    synchronized (this) {
      longest = all.isEmpty() ? null : all.firstEntry().getKey();
      if (longest != null) {
        leave(longest);
      }
    }
    if (longest != null) {
      leaves.accept(longest);
    }
    return longest != null;
  }

  /// Ends the strangers that have stayed too long, if places are short.
  public void review(long now) {
    late(now).forEach(leaves);
  }

  private synchronized List<S> late(long now) {
    List<S> late = new ArrayList<>();
    int left = all.size();
    for (Map.Entry<S, Stay> entry : all.entrySet()) {
      Stay stay = entry.getValue();
      if (now - stay.since() < SHORT_STAY.toNanos()) {
        break;
      }
      int ofCustomer = count(stay.customer());
      if (left > max / 2 || ofCustomer > Math.max(1, maxOfCustomer / 2)) {
        late.add(entry.getKey());
        left--;
        forget(entry.getKey(), stay);
      }
    }
    late.forEach(all::remove);
    return late;
  }

  private int count(AddressBlock customer) {
    LinkedHashSet<S> sessions = byCustomer.get(customer);
    return sessions == null ? 0 : sessions.size();
  }

  /// Returns the number of strangers.
  public synchronized int count() {
    return all.size();
  }
}
