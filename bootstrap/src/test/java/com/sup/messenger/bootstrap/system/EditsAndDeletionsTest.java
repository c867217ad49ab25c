package com.sup.messenger.bootstrap.system;

/// Tests that authors edit and delete their messages, and that members learn of it.
class EditsAndDeletionsTest extends Feature {

  EditsAndDeletionsTest() {
    super("edits");
  }
}
