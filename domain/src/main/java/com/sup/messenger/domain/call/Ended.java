package com.sup.messenger.domain.call;

import com.sup.messenger.domain.CallId;
import com.sup.messenger.domain.UserId;
import java.time.Instant;

/// A call that is over; nothing can happen to it any more.
///
/// @param untold whether the parties hear of it from the instance at which the call began, after
/// the
/// acknowledgement of the beginning; else from the one at which it ended
public record Ended(
    CallId id, UserId callerId, UserId targetId, EndReason reason, Instant since, boolean untold)
    implements Call {}
