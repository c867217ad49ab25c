package com.sup.messenger.bootstrap;

/// A variable has a value that it must not have; the message is the one line to show.
public final class ConfigurationException extends RuntimeException {

  ConfigurationException(String variable, String shownValue, String allowed) {
    super(variable + "=" + shownValue + ": must be " + allowed, null, false, false);
  }
}
