package com.sup.messenger.contracts.endurance;

import org.junit.jupiter.api.Test;

/// Tests what each method of a port promises about connections and outages.
public abstract class StoreContract extends PortContract {

  /// Returns a call of each method.
  protected abstract Endurance calls();

  @Test
  void no_call_keeps_what_it_takes() {
    calls().assertNothingLeaks();
  }

  @Test
  void while_the_store_is_away_each_call_is_unavailable_and_works_again_after() throws Exception {
    calls().assertUnavailable(makeUnavailable());
  }
}
