package com.sup.messenger.domain.presence;

import java.util.Collection;
import java.util.Collections;

/// The status of a device, or of all devices of a user together. A constant takes precedence over
/// those after it.
public enum PresenceStatus {
  BUSY,
  ONLINE,
  AWAY,
  OFFLINE;

  /// Merges the statuses of the devices of one user (contract, "Presence"). The user is busy if any
  /// device is busy. Otherwise online if any is online, then away if any is away, then offline. A
  /// device with the status offline is invisible.
  public static PresenceStatus merge(Collection<PresenceStatus> devices) {
    return devices.isEmpty() ? OFFLINE : Collections.min(devices);
  }
}
