package com.sup.messenger.application.memory;

import com.sup.messenger.application.port.spi.AdapterModule;
import com.sup.messenger.application.port.spi.Adapters;

/// The module `memory`: every port, except those of tokens, in the memory of this process. It is
/// for a single instance.
public final class MemoryModule implements AdapterModule {

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public Adapters open(Context context) {
    return MemoryPorts.adapters(context.clock()).keptInThisProcess();
  }
}
