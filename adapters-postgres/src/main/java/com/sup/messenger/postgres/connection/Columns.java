package com.sup.messenger.postgres.connection;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A row of a result. Its columns are asked for by name.
public final class Columns {

  private final ResultSet result;

  Columns(ResultSet result) {
    this.result = result;
  }

  /// Returns an id, or another text of the service's own.
  public String text(String column) throws SQLException {
    return Objects.requireNonNull(maybeText(column));
  }

  /// Returns a text, or null.
  public @Nullable String maybeText(String column) throws SQLException {
    return result.getString(column);
  }

  /// Returns a text of a user's that is stored as bytes.
  public String words(String column) throws SQLException {
    return Objects.requireNonNull(maybeWords(column));
  }

  /// Returns a text of a user's, or null.
  public @Nullable String maybeWords(String column) throws SQLException {
    byte[] bytes = result.getBytes(column);
    return bytes == null ? null : new String(bytes, UTF_8);
  }

  /// Returns an integer.
  public long number(String column) throws SQLException {
    return result.getLong(column);
  }

  /// Returns true or false.
  public boolean flag(String column) throws SQLException {
    return result.getBoolean(column);
  }

  /// Returns a time.
  public Instant time(String column) throws SQLException {
    return Objects.requireNonNull(maybeTime(column));
  }

  /// Returns a time, or null.
  public @Nullable Instant maybeTime(String column) throws SQLException {
    OffsetDateTime time = result.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  /// Returns a list of texts, empty for NULL.
  public List<String> texts(String column) throws SQLException {
    Array array = result.getArray(column);
    return array == null ? List.of() : List.of((String[]) array.getArray());
  }
}
