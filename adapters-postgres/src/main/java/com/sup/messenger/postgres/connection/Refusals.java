package com.sup.messenger.postgres.connection;

import com.sup.messenger.application.port.UnavailableException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;

/// Tells faults of the service from those of PostgreSQL, by the class of the error (PostgreSQL,
/// appendix "Error Codes").
final class Refusals {

  /// Wrong data, broken constraints, and wrong statements.
  private static final Set<String> FAULTS = Set.of("22", "23", "42");

  /// No connection, and the end of the server.
  private static final Set<String> OUTAGES = Set.of("08", "57");

  private Refusals() {}

  static RuntimeException of(SQLException error) {
    return isOf(FAULTS, error)
        ? new IllegalStateException("PostgreSQL refuses a statement", error)
        : new UnavailableException("PostgreSQL does not answer", error);
  }

  /// Returns true if PostgreSQL may be away.
  static boolean isOutage(SQLException error) {
    return error instanceof SQLTransientConnectionException || isOf(OUTAGES, error);
  }

  private static boolean isOf(Set<String> classes, SQLException error) {
    String state = error.getSQLState();
    return state != null && state.length() == 5 && classes.contains(state.substring(0, 2));
  }
}
