package com.sup.messenger.domain;

import org.jspecify.annotations.Nullable;

/// How a user is shown to others, as the user's token says.
public record Profile(UserId id, @Nullable String username, @Nullable String avatar) {

  /// A user of whom only the id is known.
  public static Profile of(UserId id) {
    return new Profile(id, null, null);
  }
}
