package com.sup.messenger.bootstrap.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Records the messages that clients sent and saw. Finds messages that were lost, doubled or out of
/// order (contract, "Delivery"). Also finds clients whose last picture of a chat is not that of the
/// store. A client that started anew may see earlier messages again, in order.
///
/// Not safe for use by many threads.
public final class History {

  private record Place(String chat, long seq) {}

  private record Sight(long seq, int start) {}

  private static final class Client {
    private final Set<String> chats = new TreeSet<>();
    private final Set<Place> acknowledged = new HashSet<>();
    private final Map<String, List<Sight>> seen = new HashMap<>();
    private int start;
  }

  private final Map<String, Client> clients = new LinkedHashMap<>();
  private final Map<String, Long> heads = new HashMap<>();
  private final Map<Place, String> ids = new HashMap<>();
  private final List<String> faults = new ArrayList<>();

  /// Makes a client a member of a chat, from its first message on.
  public void member(String client, String chat) {
    of(client).chats.add(chat);
  }

  /// Records a message that was acknowledged to the client that sent it.
  public void acknowledged(String client, String chat, long seq, String id) {
    of(client).acknowledged.add(new Place(chat, seq));
    exists(chat, seq, id);
  }

  /// Records that a client lost its session and its memory of what it saw.
  public void startedAnew(String client) {
    of(client).start++;
  }

  /// Records a message that a client saw.
  public void seen(String client, String chat, long seq, String id) {
    Client seeing = of(client);
    seeing.seen.computeIfAbsent(chat, _ -> new ArrayList<>()).add(new Sight(seq, seeing.start));
    exists(chat, seq, id);
  }

  /// Records that a client's last picture of a chat differs from the store: in receipts, reactions,
  /// edits, deletions or unread counts.
  public void differs(String client, String chat, String text) {
    faults.add("%s has another picture of %s: %s".formatted(client, chat, text));
  }

  private Client of(String client) {
    return clients.computeIfAbsent(client, _ -> new Client());
  }

  private void exists(String chat, long seq, String id) {
    heads.merge(chat, seq, Math::max);
    String other = ids.putIfAbsent(new Place(chat, seq), id);
    if (other != null && !other.equals(id)) {
      faults.add("two messages at %s/%d: %s and %s".formatted(chat, seq, other, id));
    }
  }

  /// Returns the faults, one line each. There is none if every member saw every message of its
  /// chats once and in order. An acknowledgement counts as seeing an own message.
  public List<String> faults() {
    List<String> all = new ArrayList<>(faults);
    clients.forEach(
        (name, client) -> client.chats.forEach(chat -> all.addAll(faults(name, client, chat))));
    return all;
  }

  private List<String> faults(String name, Client client, String chat) {
    List<String> found = new ArrayList<>();
    Set<Long> had = new HashSet<>();
    Set<Sight> sights = new HashSet<>();
    Sight last = new Sight(0, 0);
    for (Sight sight : client.seen.getOrDefault(chat, List.of())) {
      had.add(sight.seq);
      if (!sights.add(sight)) {
        found.add("%s saw %s/%d again".formatted(name, chat, sight.seq));
      } else if (sight.start == last.start && sight.seq < last.seq) {
        found.add("%s saw %s/%d after %d".formatted(name, chat, sight.seq, last.seq));
      }
      last = sight.start == last.start && sight.seq < last.seq ? last : sight;
    }
    for (long seq = 1; seq <= heads.getOrDefault(chat, 0L); seq++) {
      if (!had.contains(seq) && !client.acknowledged.contains(new Place(chat, seq))) {
        found.add("%s lost %s/%d".formatted(name, chat, seq));
      }
    }
    return found;
  }

  /// Returns the number of messages that clients saw again after they had started anew.
  public long repeats() {
    return clients.values().stream()
        .flatMap(client -> client.seen.values().stream())
        .mapToLong(seen -> seen.size() - seen.stream().map(Sight::seq).distinct().count())
        .sum();
  }

  /// Returns the number of messages.
  public long messages() {
    return heads.values().stream().mapToLong(Long::longValue).sum();
  }
}
