package com.sup.messenger.domain.presence;

import com.sup.messenger.domain.DeviceId;

/// The status that one connected device sets for its user.
public record DeviceStatus(DeviceId device, PresenceStatus status) {}
