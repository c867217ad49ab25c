package com.sup.messenger.application.port;

import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The connection registry: each open connection, with its instance.
///
/// The registry is as large as the number of connections. The entries of a dead instance stay until
/// another instance removes them.
public interface ConnectionRegistry {

  /// Adds the entry of a connection, in place of an earlier entry of it. If that was on another
  /// instance, [#on] may still return it there.
  void enter(Entry entry);

  /// Adds the entry again, in case it was lost. If the connection has entered another instance
  /// since, its entry here is removed instead.
  ///
  /// @return false if the connection has entered another instance since
  boolean reenter(Entry entry);

  /// Removes the entry of a connection. Does nothing if it is absent, or belongs to another
  /// instance now.
  void exit(Entry entry);

  /// Returns the connections of a user, over all instances.
  List<Entry> of(UserId user);

  /// Returns the number of connections of a user, over all instances.
  int count(UserId user);

  /// Returns the connections of an instance. These include connections that have entered another
  /// instance since and whose entry here has not been removed.
  List<Entry> on(String instance);

  /// Returns the entries whose connections [#of] does not return for their users.
  List<Entry> missing(Collection<Entry> entries);

  /// Returns the users who have no connection, on any instance.
  Set<UserId> absent(Collection<UserId> users);

  /// An open connection.
  ///
  /// @param connectionId its public id
  /// @param transport its transport when it connected
  /// @param address the address of the client, or null if unknown
  record Entry(
      String connectionId,
      String instance,
      UserId user,
      DeviceId device,
      String transport,
      Instant connectedAt,
      @Nullable String address) {}
}
