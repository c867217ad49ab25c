package com.sup.messenger.contracts.endurance;

import java.util.Optional;
import org.junit.jupiter.api.Timeout;

/// The base of each contract. A test that takes longer than a minute fails.
@Timeout(60)
public abstract class PortContract {

  /// Takes the store of the adapter under test away, until the result is closed. An adapter with a
  /// dependency outside the process overrides it.
  ///
  /// @return empty if the store cannot be away; then the tests of that check nothing
  protected Optional<AutoCloseable> makeUnavailable() {
    return Optional.empty();
  }
}
