package com.sup.messenger.domain.call;

import com.sup.messenger.domain.UserId;

/// The news that a device gets when a call is over for it.
public sealed interface EndNews {

  /// The call has ended.
  record Over(EndReason reason) implements EndNews {}

  /// The called user has rejected the call, or was busy.
  record Rejected(EndReason reason) implements EndNews {}

  /// Another device of the user has answered the call.
  record AnsweredElsewhere() implements EndNews {}

  /// Another device of the user has rejected the call.
  record RejectedElsewhere() implements EndNews {}

  /// Returns the news for the devices of the called user, which rang.
  ///
  /// @param call the call as it is after the ringing
  static EndNews ofRinging(Call call) {
    if (!(call instanceof Ended ended)) {
      return new AnsweredElsewhere();
    }
    return ended.reason() == EndReason.DECLINED
        ? new RejectedElsewhere()
        : new Over(ended.reason());
  }

  /// Returns the news for the calling device of a call that never rang.
  static EndNews ofFailure(Ended call) {
    return call.reason() == EndReason.BUSY ? new Rejected(call.reason()) : new Over(call.reason());
  }

  /// Returns the news for a party that has missed the end of a call.
  static EndNews late(Call call, UserId party) {
    boolean rejected =
        call instanceof Ended ended
            && (ended.reason() == EndReason.BUSY || ended.reason() == EndReason.DECLINED);
    return rejected && party.equals(call.callerId())
        ? new Rejected(((Ended) call).reason())
        : ofRinging(call);
  }
}
