package com.sup.messenger.domain.call;

import com.sup.messenger.domain.CallId;
import com.sup.messenger.domain.UserId;
import java.time.Instant;

/// A call that has ended. It has no transitions.
///
/// @param untold true if the instance at which the call began reports the end, after the
///     acknowledgement; if false, the instance at which it ended does
public record Ended(
    CallId id, UserId callerId, UserId targetId, EndReason reason, Instant since, boolean untold)
    implements Call {}
