package com.sup.messenger.application.port.token;

import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.Profile;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a token says (contract, "Connecting").
///
/// @param profile user `userId`, else `sub`; `username` and `avatar` where present
/// @param deviceId the device, where the token names one
/// @param issuedAt `iat`, or [Instant#MIN] where there is none
/// @param expiresAt until when the token counts, by its `exp` and by the greatest age that is
///     admitted; [Instant#MAX] if there is neither
public record Claims(
    Profile profile, @Nullable DeviceId deviceId, Instant issuedAt, Instant expiresAt) {}
