package com.sup.messenger.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sup.messenger.application.memory.MemoryInstances;
import com.sup.messenger.application.memory.MemoryModule;
import com.sup.messenger.application.memory.MemoryPorts;
import com.sup.messenger.application.port.Instances;
import com.sup.messenger.application.port.Revocations;
import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.application.port.chat.ChatDirectory;
import com.sup.messenger.application.port.chat.MessageLog;
import com.sup.messenger.application.port.spi.AdapterModule;
import com.sup.messenger.application.port.spi.Adapters;
import com.sup.messenger.application.port.spi.ConfigurationException;
import com.sup.messenger.application.port.spi.OutsideCalls;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.application.port.spi.Variable;
import com.sup.messenger.application.port.spi.Variables;
import com.sup.messenger.application.port.token.TokenVerifier;
import com.sup.messenger.bootstrap.config.AdapterChoice;
import com.sup.messenger.bootstrap.failure.AdapterFailures;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class OpenAdaptersTest {

  private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);

  private static final Variables UNSET =
      new Variables() {
        @Override
        public <T> T get(Variable<T> variable) {
          return variable.unset();
        }
      };

  private record Module(
      String name, Set<Class<?>> needs, Function<AdapterModule.Context, Adapters> opening)
      implements AdapterModule {

    @Override
    public Adapters open(Context context) {
      return opening.apply(context);
    }
  }

  private static OpenAdapters open(AdapterModule... modules) {
    Ports ports = MemoryPorts.create(CLOCK);
    return OpenAdapters.open(
        new AdapterChoice(List.of(modules), UNSET),
        new OpenAdapters.Surroundings(
            "self",
            CLOCK,
            Adapters.none().with(TokenVerifier.class, ports.tokenVerifier()),
            _ -> OutsideCalls.UNHEARD,
            new AdapterFailures(CLOCK, (_, _) -> {})));
  }

  private static Module log() {
    return new Module(
        "log",
        new LinkedHashSet<>(List.of(EventBus.class, ChatDirectory.class)),
        context -> {
          context
              .adapter(EventBus.class)
              .subscribe(new com.sup.messenger.application.port.bus.Topic.Instance("x"), _ -> {});
          context.adapter(ChatDirectory.class);
          return Adapters.none().with(MessageLog.class, MemoryPorts.create(CLOCK).messageLog());
        });
  }

  @Test
  void a_module_gets_the_adapters_of_the_modules_before_it() {
    try (OpenAdapters open = open(new MemoryModule(), log())) {
      assertThat(open.named().moduleOf(MessageLog.class)).contains("log");
      assertThat(open.named().moduleOf(EventBus.class)).contains("memory");
    }
  }

  @Test
  void a_module_that_cannot_work_alone_names_all_that_is_missing_in_one_line() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> open(log(), new MemoryModule()))
        .withMessage(
            "ADAPTERS=log,memory: must be modules of which one before log at least has each port"
                + " of ChatDirectory, EventBus");
  }

  @Test
  void a_module_gets_no_port_that_no_module_before_it_has() {
    Module secret =
        new Module(
            "secret",
            Set.of(),
            context -> {
              context.adapter(Revocations.class);
              return Adapters.none();
            });
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> open(secret, new MemoryModule()))
        .withMessageEndingWith("before secret at least has each port of Revocations");
  }

  @Test
  void all_ports_without_an_adapter_are_named() {
    Set<Class<?>> missing = new LinkedHashSet<>(Ports.all());
    missing.removeAll(Set.of(MessageLog.class, TokenVerifier.class));
    Module alone =
        new Module(
            "alone",
            Set.of(),
            _ -> Adapters.none().with(MessageLog.class, MemoryPorts.create(CLOCK).messageLog()));
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> open(alone))
        .withMessageEndingWith(
            String.join(", ", missing.stream().map(Class::getSimpleName).sorted().toList()));
  }

  private static Module shared(Class<?>... but) {
    return new Module(
        "shared",
        Set.of(),
        _ -> {
          Adapters all =
              new MemoryModule()
                  .open(
                      new AdapterModule.Context(
                          "self",
                          CLOCK,
                          UNSET,
                          OutsideCalls.UNHEARD,
                          new NamedAdapters(new AdapterChoice(List.of(), UNSET))));
          Map<Class<?>, Object> byPort = new java.util.HashMap<>(all.byPort());
          Arrays.asList(but).forEach(byPort::remove);
          return new Adapters(byPort, all.release(), all.dependency(), false);
        });
  }

  @Test
  void a_memory_adapter_beside_a_shared_one_is_warned_of_if_another_instance_is_there() {
    Module memory =
        new Module(
            "local",
            Set.of(),
            _ ->
                Adapters.none()
                    .keptInThisProcess()
                    .with(Revocations.class, MemoryPorts.create(CLOCK).revocations()));
    try (OpenAdapters open = open(shared(), memory)) {
      Instances instances = open.ports().instances();
      instances.beat(new Instances.Instance("self", Instant.EPOCH, Map.of()));
      assertThat(AdapterScopes.warning(open.named(), "self")).isEmpty();
      instances.beat(new Instances.Instance("other", Instant.EPOCH, Map.of()));
      assertThat(AdapterScopes.warning(open.named(), "self"))
          .contains(
              "Run a single instance with these adapters: {local=[Revocations]} are in the memory"
                  + " of this process, beside shared");
    }
  }

  @Test
  void adapters_of_one_scope_are_not_warned_of() {
    try (OpenAdapters open = open(new MemoryModule())) {
      assertThat(AdapterScopes.warning(open.named(), "self")).isEmpty();
    }
    try (OpenAdapters open = open(shared())) {
      open.ports().instances().beat(new Instances.Instance("other", Instant.EPOCH, Map.of()));
      assertThat(AdapterScopes.warning(open.named(), "self")).isEmpty();
    }
  }

  @Test
  void leases_in_memory_cannot_tell_of_other_instances() {
    Module memory =
        new Module(
            "local",
            Set.of(),
            _ ->
                Adapters.none()
                    .keptInThisProcess()
                    .with(Instances.class, new MemoryInstances(CLOCK)));
    try (OpenAdapters open = open(shared(), memory)) {
      assertThat(AdapterScopes.warning(open.named(), "self")).isPresent();
    }
  }
}
