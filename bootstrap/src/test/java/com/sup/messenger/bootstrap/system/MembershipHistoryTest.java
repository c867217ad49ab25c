package com.sup.messenger.bootstrap.system;

/// Tests which messages new and returning members see.
class MembershipHistoryTest extends Feature {

  MembershipHistoryTest() {
    super("memberships");
  }
}
