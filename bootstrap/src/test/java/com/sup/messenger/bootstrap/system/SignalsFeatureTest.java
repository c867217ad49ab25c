package com.sup.messenger.bootstrap.system;

/// Tests signals of a chat.
class SignalsFeatureTest extends Feature {

  SignalsFeatureTest() {
    super("signals");
  }
}
