package com.sup.messenger.bootstrap.acme;

import com.sup.messenger.application.port.PushOutbox;
import com.sup.messenger.application.port.spi.AdapterModule;
import com.sup.messenger.application.port.spi.Adapters;
import com.sup.messenger.application.port.spi.Variable;
import java.util.List;

/// The module `acme`. It has a push outbox and nothing else.
public final class AcmeModule implements AdapterModule {

  private static final Variable<Integer> SIZE =
      Variable.integer("ACME_OUTBOX_SIZE", "how many entries the outbox keeps", 100, 1, 10_000);

  @Override
  public String name() {
    return "acme";
  }

  @Override
  public List<Variable<?>> variables() {
    return List.of(SIZE);
  }

  @Override
  public Adapters open(Context context) {
    AcmePushOutbox outbox = new AcmePushOutbox(context.variables().get(SIZE));
    return Adapters.releasing(outbox::close).with(PushOutbox.class, outbox);
  }
}
