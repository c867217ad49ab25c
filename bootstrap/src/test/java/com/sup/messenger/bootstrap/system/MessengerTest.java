package com.sup.messenger.bootstrap.system;

/// The state that the client of `clients/typescript` keeps.
class MessengerTest extends Feature {

  MessengerTest() {
    super("messenger");
  }
}
