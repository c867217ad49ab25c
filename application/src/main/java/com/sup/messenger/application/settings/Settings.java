package com.sup.messenger.application.settings;

/// The settings of the use cases, which an operator chooses.
public record Settings(
    Admission admission, Timings timings, Limits limits, CatchUpBounds catchUp, IceSettings ice) {

  /// Creates settings with the limits and bounds of the contract, without STUN or TURN servers.
  public Settings(Admission admission, Timings timings) {
    this(admission, timings, Limits.DEFAULT, CatchUpBounds.DEFAULT, IceSettings.NONE);
  }

  /// Returns the settings of the contract, with a rule for entering a chat. The tests of adapters
  /// and gateways take them.
  public static Settings of(Admission admission) {
    return new Settings(admission, Timings.DEFAULT);
  }
}
