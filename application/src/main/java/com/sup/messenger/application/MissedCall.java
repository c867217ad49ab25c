package com.sup.messenger.application;

import com.sup.messenger.domain.CallId;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.call.CallType;
import com.sup.messenger.domain.call.Ringing;
import org.jspecify.annotations.Nullable;

/// A call that rang and was over before the one called did anything about it; told once a call.
record MissedCall(
    CallId callId, Profile caller, UserId target, CallType type, @Nullable ChatId chatId) {

  static MissedCall of(Ringing call) {
    return new MissedCall(
        call.id(), call.profile(), call.targetId(), call.type(), call.chatId());
  }
}
