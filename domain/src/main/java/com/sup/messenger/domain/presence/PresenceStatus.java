package com.sup.messenger.domain.presence;

import java.util.Collection;
import java.util.Collections;

/// What a device, or all devices of a user together, says of the user; the one that counts more
/// stands first.
public enum PresenceStatus {
  BUSY,
  ONLINE,
  AWAY,
  OFFLINE;

  /// What devices say together (contract, "Presence"): any busy is busy, else any online is online,
  /// else any away is away, else offline; a device that says offline is invisible.
  public static PresenceStatus merge(Collection<PresenceStatus> devices) {
    return devices.isEmpty() ? OFFLINE : Collections.min(devices);
  }
}
