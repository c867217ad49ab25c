package com.sup.messenger.json;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The names of one object. Most objects of a hostile value have at most one, so that one takes no
/// set.
final class UniqueNames {

  private @Nullable String first;
  private @Nullable Set<String> all;

  boolean isEmpty() {
    return first == null;
  }

  /// Adds a name.
  ///
  /// @return false if it is there already
  boolean add(String name) {
    if (first == null) {
      first = name;
      return true;
    }
    if (all == null) {
      all = new HashSet<>();
      all.add(first);
    }
    return all.add(name);
  }
}
