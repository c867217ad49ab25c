package com.sup.messenger.application.connection;

import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/// Splits a list into pages, so that a store is asked for one page at a time.
public final class Pages {

  private Pages() {}

  /// Returns the pages, in order.
  ///
  /// @param size the most elements of a page
  public static <T> List<List<T>> of(Collection<T> all, int size) {
    List<T> list = List.copyOf(all);
    return IntStream.iterate(0, from -> from < list.size(), from -> from + size)
        .mapToObj(from -> list.subList(from, Math.min(from + size, list.size())))
        .toList();
  }
}
