package com.sup.messenger.domain.presence;

import com.sup.messenger.domain.DeviceId;

/// What one connected device says of its user.
public record DeviceStatus(DeviceId device, PresenceStatus status) {}
