package com.sup.messenger.bootstrap.system;

/// Chats and calls that a device loses while it is away, through the official client.
class AwayTest extends Feature {

  AwayTest() {
    super("away");
  }
}
