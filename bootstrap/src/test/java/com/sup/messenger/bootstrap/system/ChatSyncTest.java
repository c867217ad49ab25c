package com.sup.messenger.bootstrap.system;

/// Tests the history of a chat in both directions.
class ChatSyncTest extends Feature {

  ChatSyncTest() {
    super("sync");
  }
}
