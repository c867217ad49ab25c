package com.sup.messenger.bootstrap.system;

/// Tests the counts of unread messages, and the list of chats.
class UnreadTest extends Feature {

  UnreadTest() {
    super("unread");
  }
}
