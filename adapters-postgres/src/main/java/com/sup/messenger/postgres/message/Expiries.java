package com.sup.messenger.postgres.message;

import com.sup.messenger.application.port.chat.MessageLog.Expiring;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.message.Posted;
import com.sup.messenger.postgres.connection.Database;
import com.sup.messenger.postgres.connection.Statements;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads the entries whose messages expire.
final class Expiries {

  /// Later than each time of the service, and within those of PostgreSQL.
  private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

  private static final String NEXT =
      "SELECT expires_at <= ? AS over, expires_at AS at, "
          + EntryColumns.ALL
          + " FROM message WHERE chat = ? AND expires_at IS NOT NULL"
          + " ORDER BY expires_at, seq LIMIT ?";

  private final Database database;

  Expiries(Database database) {
    this.database = database;
  }

  private record Expiry(boolean over, Instant at, Posted posted) {}

  Expiring of(ChatId chat, Instant upTo, int max) {
    Instant last = upTo.isAfter(LAST) ? LAST : upTo;
    return database.read(statements -> of(statements, chat, last, max));
  }

  private static Expiring of(Statements statements, ChatId chat, Instant upTo, int max)
      throws SQLException {
    List<Expiry> next =
        statements.list(
            NEXT,
            row -> new Expiry(row.flag("over"), row.time("at"), EntryColumns.read(row)),
            upTo,
            chat.value(),
            max + 1L);
    List<Posted> entries = new ArrayList<>();
    for (Expiry expiry : next) {
      if (!expiry.over() || entries.size() == max) {
        return new Expiring(entries, Optional.of(expiry.at()));
      }
      entries.add(expiry.posted());
    }
    return new Expiring(entries, Optional.empty());
  }
}
