package com.sup.messenger.application;

/// What an operator decides of the use cases.
public record Settings(Admission admission, Timings timings) {

  /// The times of the contract, and who may enter a chat.
  public static Settings of(Admission admission) {
    return new Settings(admission, Timings.DEFAULT);
  }
}
