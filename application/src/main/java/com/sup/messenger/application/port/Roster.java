package com.sup.messenger.application.port;

import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which connection is open on which instance.
///
/// As large as what is connected. What an instance that has died has entered stays until another
/// one takes it out.
public interface Roster {

  /// Enters a connection, in place of what was entered of it before; where that was on another
  /// instance, it may stay known of [there][#on].
  void enter(Entry entry);

  /// Enters a connection again that may have been lost, unless it has entered another instance
  /// since; then it is taken out where it was.
  ///
  /// @return false where it has
  boolean reenter(Entry entry);

  /// Takes a connection out; does nothing where it is not there, or on another instance by now.
  void exit(Entry entry);

  /// The connections of a user, over all instances.
  List<Entry> of(UserId user);

  /// How many connections a user has, over all instances.
  int count(UserId user);

  /// The connections of an instance, and those that have entered another one since and have not
  /// been taken out here.
  List<Entry> on(String instance);

  /// Those of the entries whose connections are not known of [their users][#of].
  List<Entry> missing(Collection<Entry> entries);

  /// Those of the users who have no connection, on any instance.
  Set<UserId> absent(Collection<UserId> users);

  /// An open connection.
  ///
  /// @param connectionId its public id
  /// @param transport by which it came
  /// @param address where it came from, where that is known
  record Entry(
      String connectionId,
      String instance,
      UserId user,
      DeviceId device,
      String transport,
      Instant connectedAt,
      @Nullable String address) {}
}
