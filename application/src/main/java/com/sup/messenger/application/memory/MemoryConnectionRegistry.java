package com.sup.messenger.application.memory;

import com.sup.messenger.application.port.ConnectionRegistry;
import com.sup.messenger.domain.UserId;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The connections of this process, by user and by instance. Its size is that of the open
/// connections.
public final class MemoryConnectionRegistry implements ConnectionRegistry {

  private final Map<UserId, Map<String, Entry>> byUser = new HashMap<>();
  private final Map<String, Map<String, Entry>> byInstance = new HashMap<>();

  @Override
  public synchronized void enter(Entry entry) {
    put(byUser, entry.user(), entry);
    put(byInstance, entry.instance(), entry);
  }

  @Override
  public synchronized boolean reenter(Entry entry) {
    Entry known = byUser.getOrDefault(entry.user(), Map.of()).get(entry.connectionId());
    boolean isHere = known == null || known.instance().equals(entry.instance());
    if (isHere) {
      enter(entry);
    } else {
      exit(entry);
    }
    return isHere;
  }

  private static <K> void put(Map<K, Map<String, Entry>> map, K key, Entry entry) {
    map.computeIfAbsent(key, _ -> new LinkedHashMap<>()).put(entry.connectionId(), entry);
  }

  @Override
  public synchronized void exit(Entry entry) {
    remove(byUser, entry.user(), entry);
    remove(byInstance, entry.instance(), entry);
  }

  private static <K> void remove(Map<K, Map<String, Entry>> map, K key, Entry entry) {
    map.computeIfPresent(
        key,
        (_, connections) -> {
          connections.computeIfPresent(
              entry.connectionId(),
              (_, present) -> present.instance().equals(entry.instance()) ? null : present);
          return connections.isEmpty() ? null : connections;
        });
  }

  @Override
  public synchronized List<Entry> of(UserId user) {
    return List.copyOf(byUser.getOrDefault(user, Map.of()).values());
  }

  @Override
  public synchronized int count(UserId user) {
    return byUser.getOrDefault(user, Map.of()).size();
  }

  @Override
  public synchronized List<Entry> on(String instance) {
    return List.copyOf(byInstance.getOrDefault(instance, Map.of()).values());
  }

  @Override
  public synchronized List<Entry> missing(Collection<Entry> entries) {
    return entries.stream()
        .filter(
            entry -> !byUser.getOrDefault(entry.user(), Map.of()).containsKey(entry.connectionId()))
        .toList();
  }

  @Override
  public synchronized Set<UserId> absent(Collection<UserId> users) {
    return users.stream()
        .filter(user -> !byUser.containsKey(user))
        .collect(Collectors.toUnmodifiableSet());
  }
}
