package com.sup.messenger.application.port.spi;

/// A variable has a value that it must not have; the message is the one line to show.
public final class ConfigurationException extends RuntimeException {

  private static final int MAX_SHOWN = 200;

  /// @param variable its name
  /// @param shownValue its value without what is secret
  /// @param allowed what goes on after "must be"
  public ConfigurationException(String variable, String shownValue, String allowed) {
    super(variable + "=" + oneLine(shownValue) + ": must be " + allowed, null, false, false);
  }

  private static String oneLine(String value) {
    String line = value.replaceAll("\\p{Cntrl}+", " ");
    return line.length() > MAX_SHOWN ? line.substring(0, MAX_SHOWN) + "..." : line;
  }
}
