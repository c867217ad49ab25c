package com.sup.messenger.application.call;

import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.event.ServerEvent.CallEnded;
import com.sup.messenger.application.event.ServerEvent.CallRejected;
import com.sup.messenger.domain.CallId;
import com.sup.messenger.domain.call.CallStatus;
import com.sup.messenger.domain.call.EndNews;
import com.sup.messenger.domain.call.EndReason;
import org.jspecify.annotations.Nullable;

/// The events that tell a device that a call is over for it (contract, "Calls").
final class EndEvents {

  private static final String REJECTED_ELSEWHERE = "rejected-elsewhere";

  private EndEvents() {}

  /// Returns the event of the news, with the reason in the words of the contract.
  static ServerEvent of(CallId call, EndNews news) {
    return switch (news) {
      case EndNews.Over(EndReason reason) -> ended(call, word(reason));
      case EndNews.Rejected(EndReason reason) -> rejected(call, word(reason));
      case EndNews.AnsweredElsewhere() -> ended(call, CallEnded.ANSWERED_ELSEWHERE);
      case EndNews.RejectedElsewhere() -> ended(call, REJECTED_ELSEWHERE);
    };
  }

  static CallEnded ended(CallId call, @Nullable String reason) {
    return new CallEnded(call, reason, CallStatus.ENDED);
  }

  static CallRejected rejected(CallId call, @Nullable String reason) {
    return new CallRejected(call, reason, CallStatus.REJECTED);
  }

  /// Returns the word of the contract. Null if the party that ended the call may give a reason.
  static @Nullable String word(EndReason reason) {
    return switch (reason) {
      case NO_ANSWER -> "no-answer";
      case BUSY -> "busy";
      case GLARE -> "glare";
      case DISCONNECTED -> "disconnected";
      case NOT_ALLOWED -> "not-allowed";
      case CANCELLED, DECLINED, HUNG_UP -> null;
    };
  }
}
