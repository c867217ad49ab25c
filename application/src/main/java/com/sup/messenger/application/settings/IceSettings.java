package com.sup.messenger.application.settings;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The STUN and TURN servers through which devices find each other.
///
/// @param urls as RFC 7064 and RFC 7065 have them
/// @param turnSecret what the TURN servers share with this service, or null where there are none
/// @param turnTtl how long a user may use them with the credentials of one call
public record IceSettings(List<String> urls, @Nullable String turnSecret, Duration turnTtl) {

  /// No servers.
  public static final IceSettings NONE = new IceSettings(List.of(), null, Duration.ofDays(1));

  public IceSettings {
    urls = List.copyOf(urls);
  }

  /// Shows no secret.
  @Override
  public String toString() {
    return "IceSettings[urls=" + urls + ", turnTtl=" + turnTtl + "]";
  }
}
