package com.sup.messenger.application.connection;

import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/// Parts of a list, of which a store is asked one after the other.
public final class Pages {

  private Pages() {}

  /// All of it in its order, so many at a time.
  public static <T> List<List<T>> of(Collection<T> all, int size) {
    List<T> list = List.copyOf(all);
    return IntStream.iterate(0, from -> from < list.size(), from -> from + size)
        .mapToObj(from -> list.subList(from, Math.min(from + size, list.size())))
        .toList();
  }
}
