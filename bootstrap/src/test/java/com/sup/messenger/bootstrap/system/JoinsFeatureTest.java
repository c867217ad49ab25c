package com.sup.messenger.bootstrap.system;

/// Tests the joining of several chats.
class JoinsFeatureTest extends Feature {

  JoinsFeatureTest() {
    super("joins");
  }
}
