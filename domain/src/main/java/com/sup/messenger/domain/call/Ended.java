package com.sup.messenger.domain.call;

import com.sup.messenger.domain.CallId;
import com.sup.messenger.domain.UserId;
import java.time.Instant;

/// A call that is over; nothing can happen to it any more.
public record Ended(CallId id, UserId callerId, UserId targetId, EndReason reason, Instant since)
    implements Call {}
