package com.sup.messenger.application.call;

import com.sup.messenger.application.connection.Pages;
import com.sup.messenger.application.fanout.Memberships;
import com.sup.messenger.application.port.CallStore;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.call.Ended;
import com.sup.messenger.domain.call.LiveCall;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Ends the calls whose parties share no chat any more (contract, "Calls").
public final class CallEvictions {

  private final CallStore book;
  private final Memberships memberships;
  private final CallTransitions transitions;
  private final CallEvents events;

  public CallEvictions(
      CallStore book, Memberships memberships, CallTransitions transitions, CallEvents events) {
    this.book = book;
    this.memberships = memberships;
    this.transitions = transitions;
    this.events = events;
  }

  /// Ends those calls of users who were removed from a chat. May be repeated.
  public void review(Collection<UserId> removed) {
    for (List<UserId> page : Pages.of(removed, CallStore.MAX_ASKED)) {
      // Both parties have the same call.
      Set.copyOf(book.of(page).values()).forEach(this::review);
    }
  }

  /// Ends a call if its parties share no chat.
  void review(LiveCall call) {
    transitions
        .attempt(call.callerId(), call.id(), LiveCall.class, this::end)
        .ifPresent(change -> events.over(change.before(), change.after()));
  }

  private Optional<Ended> end(LiveCall call) {
    return memberships.shareChat(call.callerId(), call.targetId())
        ? Optional.empty()
        : Optional.of(call.forbid(transitions.now()));
  }

  /// Ends the call between two users, if there is one. Both are sent `not-allowed`.
  ///
  /// A call of the other user that is [unheard][com.sup.messenger.domain.call.Ringing#unheard()]
  /// continues: its caller is to notice nothing.
  public void part(UserId user, UserId other) {
    book.of(user)
        .filter(call -> call.hasParty(other))
        .flatMap(
            call ->
                transitions.attempt(
                    user,
                    call.id(),
                    LiveCall.class,
                    now ->
                        now.hasParty(other)
                            ? Optional.of(now.forbid(transitions.now()))
                            : Optional.empty()))
        .ifPresent(change -> events.over(change.before(), change.after()));
  }
}
