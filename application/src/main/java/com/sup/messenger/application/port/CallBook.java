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
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The calls of all instances. Each method is one atomic step.
///
/// A call is kept until [Lifetimes] say that it may be forgotten, and then no longer blocks its
/// users or its id.
///
/// Clients choose ids. So an id is one among the calls of a user, and strangers may have the same:
/// nobody learns from an id whether others use it. What a user means by it is the live call of that
/// id that the user is in, else the latest.
public interface CallBook {

  /// The most candidates that are kept for one device of a call.
  int MAX_KEPT = 64;

  /// The most characters of JSON that are kept for one device of a call.
  int MAX_KEPT_CHARACTERS = 64 * 1024;

  /// The most devices of a call for which candidates are kept.
  int MAX_KEEPING_DEVICES = 16;

  /// Begins a call at its `since`, as [Ringing#meet] decides for the live calls of its users.
  ///
  /// What rings is the live call of both from now on. A call that loses a glare, this one or the
  /// other, and one whose target is busy, are in the book as ended at the same time. If the caller
  /// is busy, or is a party of a call in the book that has the id, nothing changes.
  Begun begin(Ringing call, Lifetimes lifetimes);

  /// What came of a beginning.
  ///
  /// @param overtaken the call in the other direction that was ringing until now, where glare was
  /// won
  record Begun(Beginning beginning, @Nullable Ringing overtaken) {}

  /// The call that a party of it means by an id; empty, or a call of others, for anybody else.
  Optional<Call> find(UserId party, CallId id);

  /// The live call that a user is in.
  Optional<LiveCall> of(UserId user);

  /// Puts a later state of a call in the place of an earlier one; does nothing and says so where
  /// the book does not hold exactly the earlier one.
  ///
  /// With [Active], the kept candidates of the devices that are not in the call are forgotten; with
  /// [Ended], all of them, and its users are free.
  boolean replace(Call before, Call after, Lifetimes lifetimes);

  /// Keeps a candidate of a device of a live call, after those kept before.
  ///
  /// @param device of a party
  Keeping keep(CallId id, UserDevice device, OpaqueJson candidate);

  /// What came of a candidate that was to be kept.
  enum Keeping {
    /// It is kept.
    KEPT,
    /// It is not, past [#MAX_KEPT], [#MAX_KEPT_CHARACTERS] or [#MAX_KEEPING_DEVICES].
    FULL,
    /// None are kept of the device: they have been released, or the call is not live.
    OVER
  }

  /// Takes out what is kept of a party's device, in its order. Where that is nothing, the device is
  /// released:
  /// from now on [#keep] is over for it.
  List<OpaqueJson> release(CallId id, UserDevice device);

  /// How long a call is kept in each of its states, from the beginning of the state.
  record Lifetimes(Duration ringing, Duration active, Duration ended) {

    /// From when on a call may be forgotten.
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
