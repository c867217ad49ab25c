package com.sup.messenger.domain.call;

import com.sup.messenger.domain.CallId;
import com.sup.messenger.domain.UserId;
import java.time.Instant;

/// A call that has ended. It has no transitions.
///
/// @param untold true if the instance at which the call began tells the parties of its end, after
/// it
///     has acknowledged the beginning; otherwise the instance at which the call ended tells them
public record Ended(
    CallId id, UserId callerId, UserId targetId, EndReason reason, Instant since, boolean untold)
    implements Call {}
