package com.sup.messenger.application.port.spi;

/// The values that the service was started with.
public interface Variables {

  /// The checked value of a variable, or what it is where it is unset.
  ///
  /// @throws ConfigurationException where the value is not allowed
  <T> T get(Variable<T> variable);
}
