package com.sup.messenger.application.memory;

import com.sup.messenger.application.port.spi.AdapterModule;
import com.sup.messenger.application.port.spi.Adapters;

/// `memory`: every port but the tokens' in the memory of this process, for one instance on its own.
public final class MemoryModule implements AdapterModule {

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public Adapters open(Context context) {
    return MemoryPorts.adapters(context.clock());
  }
}
