package com.sup.messenger.application.port.spi;

/// A variable has a value that is not allowed. The message is the one line to show.
public final class ConfigurationException extends RuntimeException {

  private static final int MAX_SHOWN = 200;

  /// Creates the exception, with a message of one line.
  ///
  /// @param variable the name of the variable
  /// @param shownValue its value without secrets; only the first 200 characters are shown
  /// @param allowed the allowed values, as the end of "must be ..."
  public ConfigurationException(String variable, String shownValue, String allowed) {
    super(variable + "=" + oneLine(shownValue) + ": must be " + allowed, null, false, false);
  }

  private static String oneLine(String value) {
    String line = value.replaceAll("\\p{Cntrl}+", " ");
    return line.length() > MAX_SHOWN ? line.substring(0, MAX_SHOWN) + "..." : line;
  }
}
