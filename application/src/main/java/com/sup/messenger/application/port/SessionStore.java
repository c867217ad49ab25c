package com.sup.messenger.application.port;

import java.util.Optional;

/// Keeps the sessions that have dropped, for their clients to come back to.
public interface SessionStore {

  /// Keeps a snapshot under its private key for 2 minutes, in place of an earlier one.
  void keep(String key, Snapshot snapshot);

  /// Takes a snapshot out: of all who ask, on whichever instance, one gets it.
  Optional<Snapshot> claim(String key);
}
