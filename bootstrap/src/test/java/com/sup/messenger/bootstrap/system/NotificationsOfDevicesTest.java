package com.sup.messenger.bootstrap.system;

/// Notifications on several devices of a user, through the official client.
class NotificationsOfDevicesTest extends Feature {

  NotificationsOfDevicesTest() {
    super("notifications");
  }
}
