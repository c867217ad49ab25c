package com.sup.messenger.postgres.chat;

import com.sup.messenger.domain.Id;
import java.util.Collection;
import java.util.List;

/// IdTexts as parameters of a statement.
final class IdTexts {

  private IdTexts() {}

  /// Returns the texts of different ids, in their order. Two transactions that take rows in this
  /// order do not wait for each other.
  static List<String> values(Collection<? extends Id> ids) {
    return ids.stream().map(Id::value).distinct().sorted().toList();
  }
}
