package com.sup.messenger.json;

import java.util.Locale;

/// The words of JSON for the constants of an enum: their names in small letters.
public final class Words {

  private Words() {}

  /// Returns the word for a constant.
  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
