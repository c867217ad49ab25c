package com.sup.messenger.application.port.spi;

/// The values of the variables of this process.
public interface Variables {

  /// Returns the checked value of a variable, or its unset value.
  ///
  /// @throws ConfigurationException if the value is not allowed
  <T> T get(Variable<T> variable);
}
