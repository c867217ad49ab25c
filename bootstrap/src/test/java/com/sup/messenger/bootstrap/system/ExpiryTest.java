package com.sup.messenger.bootstrap.system;

/// Tests messages that expire, and silent ones.
class ExpiryTest extends Feature {

  ExpiryTest() {
    super("expiry");
  }
}
