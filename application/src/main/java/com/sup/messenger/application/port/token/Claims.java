package com.sup.messenger.application.port.token;

import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.Profile;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The claims of a valid token (contract, "Connecting").
///
/// @param profile the user id from `userId`, else `sub`; `username` and `avatar` if present
/// @param deviceId the device, or null if the token names none
/// @param issuedAt `iat`, or [Instant#MIN] if there is none
/// @param expiresAt the end of validity, by `exp` and by the greatest age that is admitted;
///     [Instant#MAX] if there is neither
public record Claims(
    Profile profile, @Nullable DeviceId deviceId, Instant issuedAt, Instant expiresAt) {}
