package com.sup.messenger.bootstrap.tools;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Lets each wait for a condition last as long as a busy machine may need. It takes no time from a
/// test that passes. The platform finds it by `META-INF/services`.
public final class Patience implements BeforeAllCallback {

  private static final Duration LONGEST = Duration.ofSeconds(30);

  @Override
  public void beforeAll(ExtensionContext context) {
    Awaitility.setDefaultTimeout(LONGEST);
  }
}
