package com.sup.messenger.application.port;

import com.sup.messenger.domain.CallId;
import com.sup.messenger.domain.OpaqueJson;
import com.sup.messenger.domain.UserDevice;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.call.Active;
import com.sup.messenger.domain.call.Beginning;
import com.sup.messenger.domain.call.Call;
import com.sup.messenger.domain.call.Ended;
import com.sup.messenger.domain.call.LiveCall;
import com.sup.messenger.domain.call.Ringing;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The calls of all instances. Each method is one atomic step.
///
/// A call is kept for its [Lifetimes]. After that it no longer blocks its users or its id.
///
/// Clients choose the ids. So an id is unique among the calls of one user only, and others may use
/// the same id without noticing. An id of a user means the live call with that id that the user is
/// in, else the latest call.
public interface CallStore {

  /// The most candidates that are kept for one device of a call.
  int MAX_KEPT = 64;

  /// The most characters of JSON that are kept for one device of a call.
  int MAX_KEPT_CHARACTERS = 64 * 1024;

  /// The most devices of a call for which candidates are kept.
  int MAX_KEEPING_DEVICES = 16;

  /// The most users in one question for their calls.
  int MAX_ASKED = 500;

  /// Begins a call at its `since`, as [Ringing#meet] decides from the live calls of its users.
  ///
  /// A call that rings is the live call of both users from now on. An [unheard][Ringing#unheard()]
  /// one is that of its caller only, and the called user does not find it. A call that loses a
  /// glare, this one or the other, is stored as ended at the same time. So is a call whose target
  /// is busy.
  ///
  /// Nothing changes if the caller is busy, or is a user of a stored call with the id.
  Begun begin(Ringing call, Lifetimes lifetimes);

  /// The result of [#begin].
  ///
  /// @param overtaken the ringing call in the other direction that has lost the glare to this one;
  ///     null if there is none
  record Begun(Beginning beginning, @Nullable Ringing overtaken) {}

  /// Returns the call that a user means by an id.
  ///
  /// @param party a user of the call
  /// @return empty, or another call with the same id, if the user is not in this call
  Optional<Call> find(UserId party, CallId id);

  /// Returns the live call of a user. A user has at most one.
  Optional<LiveCall> of(UserId user);

  /// Returns the live call of a user. Without one, returns the call that was live last, if it is
  /// kept.
  Optional<Call> latest(UserId user);

  /// Returns the live calls of users. A user without one is left out.
  ///
  /// @param users at most [#MAX_ASKED]
  Map<UserId, LiveCall> of(Collection<UserId> users);

  /// Replaces a call by a later state of it.
  ///
  /// If the later state is [Active], the kept candidates of devices outside the call are forgotten.
  /// If it is [Ended], all of them are forgotten, and the users are free for another call.
  ///
  /// @return false, and nothing is done, if the stored call does not equal `before`
  boolean replace(Call before, Call after, Lifetimes lifetimes);

  /// Keeps a candidate of a device of a live call, after the candidates kept before.
  ///
  /// @param device a device of a user in the call
  Keeping keep(CallId id, UserDevice device, OpaqueJson candidate);

  /// The result of [#keep].
  enum Keeping {
    /// The candidate is kept.
    KEPT,
    /// The candidate is dropped: it exceeds [#MAX_KEPT], [#MAX_KEPT_CHARACTERS] or
    /// [#MAX_KEEPING_DEVICES].
    FULL,
    /// The candidate is dropped: the device has been released, or the call is not live.
    OVER
  }

  /// Removes and returns the kept candidates of a device, in their order.
  ///
  /// If there are none, the device is released: [#keep] returns [Keeping#OVER] for it from now on.
  List<OpaqueJson> release(CallId id, UserDevice device);

  /// The time for which a call is kept in each state, from the beginning of the state.
  record Lifetimes(Duration ringing, Duration active, Duration ended) {

    /// Returns the time from which the call may be forgotten.
    public Instant endOf(Call call) {
      return call.since()
          .plus(
              switch (call) {
                case Ringing _ -> ringing;
                case Active _ -> active;
                case Ended _ -> ended;
              });
    }
  }
}
