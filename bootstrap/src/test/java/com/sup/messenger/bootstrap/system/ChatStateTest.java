package com.sup.messenger.bootstrap.system;

/// Tests that the state of a chat is told, when it is asked for and on each way back.
class ChatStateTest extends Feature {

  ChatStateTest() {
    super("state");
  }
}
