package com.sup.messenger.bootstrap.system;

/// Tests receipts, one and in batches.
class ReceiptsTest extends Feature {

  ReceiptsTest() {
    super("receipts");
  }
}
