package com.sup.messenger.bootstrap;

import com.sup.messenger.application.ChatApplication;
import com.sup.messenger.application.memory.SystemScheduler;
import com.sup.messenger.application.port.spi.Adapters;
import com.sup.messenger.application.port.token.TokenVerifier;
import com.sup.messenger.application.settings.Admission;
import com.sup.messenger.application.settings.Settings;
import com.sup.messenger.application.settings.Timings;
import com.sup.messenger.bootstrap.config.Configuration;
import com.sup.messenger.bootstrap.failure.AdapterFailures;
import com.sup.messenger.bootstrap.metrics.Instrumentation;
import com.sup.messenger.jwt.JwtTokenVerifier;
import java.time.InstantSource;

/// The use cases, wired to the chosen adapters.
///
/// @param instance the id of this start
/// @param instrumentation the observers
record RunningApplication(
    String instance,
    SystemScheduler scheduler,
    OpenAdapters adapters,
    ChatApplication application,
    Instrumentation instrumentation)
    implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(RunningApplication.class.getName());

  static RunningApplication start(
      Configuration configuration, Timings timings, InstantSource clock) {
    String instance = InstanceId.next();
    Instrumentation instrumentation = Instrumentation.of(configuration);
    OpenAdapters adapters = open(configuration, instance, clock, instrumentation);
    SystemScheduler scheduler = new SystemScheduler();
    try {
      ChatApplication application =
          new ChatApplication(
              adapters.ports(),
              settings(configuration, timings),
              clock,
              scheduler,
              instance,
              instrumentation.observer());
      application.start();
      AdapterScopes.warning(adapters.named(), instance)
          .ifPresent(warning -> LOG.log(System.Logger.Level.WARNING, warning));
      return new RunningApplication(instance, scheduler, adapters, application, instrumentation);
    } catch (RuntimeException e) {
      scheduler.close();
      adapters.close();
      throw e;
    }
  }

  private static OpenAdapters open(
      Configuration configuration,
      String instance,
      InstantSource clock,
      Instrumentation instrumentation) {
    TokenVerifier tokens = new JwtTokenVerifier(configuration.tokens(), clock);
    return OpenAdapters.open(
        configuration.adapters(),
        new OpenAdapters.Surroundings(
            instance,
            clock,
            Adapters.none().with(TokenVerifier.class, tokens),
            instrumentation.calls(),
            new AdapterFailures(clock, instrumentation.failures())));
  }

  private static Settings settings(Configuration configuration, Timings timings) {
    return new Settings(
        configuration.development() ? Admission.ANYONE : Admission.MEMBERS,
        timings,
        configuration.limits(),
        configuration.catchUp(),
        configuration.ice());
  }

  /// Leaves the other instances and closes the adapters. Call it after all clients are
  /// disconnected.
  @Override
  public void close() {
    application.stop();
    scheduler.close();
    adapters.close();
    instrumentation.close();
  }
}
