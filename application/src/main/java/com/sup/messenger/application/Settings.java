package com.sup.messenger.application;

/// What an operator decides of the use cases.
public record Settings(Admission admission, Timings timings, IceSettings ice) {

  /// Without STUN or TURN servers.
  public Settings(Admission admission, Timings timings) {
    this(admission, timings, IceSettings.NONE);
  }

  /// The times of the contract, and who may enter a chat.
  public static Settings of(Admission admission) {
    return new Settings(admission, Timings.DEFAULT);
  }
}
