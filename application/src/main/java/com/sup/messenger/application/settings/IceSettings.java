package com.sup.messenger.application.settings;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The STUN and TURN servers by which devices find each other.
///
/// @param urls in the form of RFC 7064 and RFC 7065
/// @param turnSecret the secret that the TURN servers share with this service, or null without TURN
/// @param turnTtl the time for which the credentials of one call are valid
public record IceSettings(List<String> urls, @Nullable String turnSecret, Duration turnTtl) {

  /// No servers.
  public static final IceSettings NONE = new IceSettings(List.of(), null, Duration.ofDays(1));

  public IceSettings {
    urls = List.copyOf(urls);
  }

  /// Hides the secret.
  @Override
  public String toString() {
    return "IceSettings[urls=" + urls + ", turnTtl=" + turnTtl + "]";
  }
}
