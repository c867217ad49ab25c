package com.sup.messenger.bootstrap.acme;

import com.sup.messenger.application.port.spi.AdapterModule;
import com.sup.messenger.application.port.spi.Adapters;
import com.sup.messenger.application.port.spi.Variable;
import java.util.List;

/// The module `faulty`. It throws an unexpected exception when it is opened.
public final class FaultyModule implements AdapterModule {

  @Override
  public String name() {
    return "faulty";
  }

  @Override
  public List<Variable<?>> variables() {
    return List.of();
  }

  @Override
  public Adapters open(Context context) {
    throw new IllegalStateException("hush");
  }
}
