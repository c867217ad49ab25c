package com.sup.messenger.application.settings;

/// What an operator decides of the use cases.
public record Settings(
    Admission admission, Timings timings, Limits limits, CatchUpBounds catchUp, IceSettings ice) {

  /// With the limits and bounds of the contract, and without STUN or TURN servers.
  public Settings(Admission admission, Timings timings) {
    this(admission, timings, Limits.DEFAULT, CatchUpBounds.DEFAULT, IceSettings.NONE);
  }

  /// The times and limits of the contract, and who may enter a chat.
  public static Settings of(Admission admission) {
    return new Settings(admission, Timings.DEFAULT);
  }
}
