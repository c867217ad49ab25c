package com.sup.messenger.bootstrap.system;

/// Calls between two users, through the official client.
class CallSignallingTest extends Feature {

  CallSignallingTest() {
    super("calls");
  }
}
