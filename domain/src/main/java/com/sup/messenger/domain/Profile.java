package com.sup.messenger.domain;

import org.jspecify.annotations.Nullable;

/// The name and the avatar of a user, as others see them. Both come from the user's token.
public record Profile(UserId id, @Nullable String username, @Nullable String avatar) {

  /// Returns the profile of a user of whom only the id is known.
  public static Profile of(UserId id) {
    return new Profile(id, null, null);
  }
}
