package com.sup.messenger.domain.presence;

/// What a device, or all devices of a user together, says of the user.
public enum PresenceStatus {
  BUSY,
  ONLINE,
  AWAY,
  OFFLINE
}
