package com.sup.messenger.domain;

/// A device of a user; a device id alone is not unique.
public record UserDevice(UserId user, DeviceId device) {}
