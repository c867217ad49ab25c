package com.sup.messenger.postgres.message;

import com.sup.messenger.application.port.chat.MessageLog.Page;
import com.sup.messenger.application.port.chat.MessageLog.RevisedPage;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.chat.Revised;
import com.sup.messenger.domain.message.Posted;
import com.sup.messenger.postgres.connection.Columns;
import com.sup.messenger.postgres.connection.Database;
import java.sql.SQLException;
import java.util.List;

/// Reads pages of entries, bounded in number and bytes.
final class EntryPages {

  /// PostgreSQL sums the sizes of the rows, and sends only those of the page. A content that is
  /// long enough lies elsewhere, and is read only if it is sent.
  private static final String PAGE =
      "SELECT replaced_rev, found, "
          + EntryColumns.ALL
          + """
           FROM (
            SELECT *, sum(size) OVER run AS bytes, row_number() OVER run AS place,
              count(*) OVER () AS found
            FROM (SELECT * FROM message WHERE chat = ? AND %1$s ORDER BY %2$s LIMIT ?) AS candidates
            WINDOW run AS (ORDER BY %2$s)) AS counted
          WHERE place <= ? AND (bytes <= ? OR place = 1) ORDER BY place
          """;

  private static final String AFTER = PAGE.formatted("seq > ?", "seq");
  private static final String BEFORE = PAGE.formatted("seq < ?", "seq DESC");
  private static final String REPLACED =
      PAGE.formatted("replaced_rev > ? AND seq > ?", "replaced_rev");

  private final Database database;

  EntryPages(Database database) {
    this.database = database;
  }

  /// @param found the number of entries of the page and after it, as far as they are looked at
  private record Found(long rev, long found, Posted posted) {

    static Found read(Columns row) throws SQLException {
      return new Found(row.number("replaced_rev"), row.number("found"), EntryColumns.read(row));
    }
  }

  Page after(ChatId chat, long seq, int maxEntries, long maxBytes) {
    return page(AFTER, chat, seq, maxEntries, maxBytes);
  }

  Page before(ChatId chat, long seq, int maxEntries, long maxBytes) {
    return page(BEFORE, chat, seq, maxEntries, maxBytes);
  }

  private Page page(String sql, ChatId chat, long seq, int maxEntries, long maxBytes) {
    List<Found> all = found(sql, chat.value(), seq, maxEntries + 1L, maxEntries, maxBytes);
    return new Page(all.stream().map(Found::posted).toList(), hasMore(all));
  }

  RevisedPage replacedSince(ChatId chat, long rev, long afterSeq, int maxEntries, long maxBytes) {
    List<Found> all =
        found(REPLACED, chat.value(), rev, afterSeq, maxEntries + 1L, maxEntries, maxBytes);
    return new RevisedPage(
        all.stream().map(one -> new Revised<>(one.rev(), one.posted())).toList(), hasMore(all));
  }

  private List<Found> found(String sql, Object... parameters) {
    return database.read(statements -> statements.list(sql, Found::read, parameters));
  }

  private static boolean hasMore(List<Found> page) {
    return !page.isEmpty() && page.getFirst().found() > page.size();
  }
}
