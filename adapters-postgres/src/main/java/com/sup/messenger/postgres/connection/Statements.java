package com.sup.messenger.postgres.connection;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sup.messenger.application.port.spi.Deadline;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A connection for the time of one call. Each statement ends within the deadline of the call.
///
/// Parameters are [String], [Long], [Integer], [Boolean], [Instant], [FreeText], collections of
/// [String], or null.
public final class Statements {

  /// Reads a row.
  @FunctionalInterface
  public interface Reader<T> {
    T read(Columns row) throws SQLException;
  }

  /// A text of a user's. It is stored as bytes, since it may have any character.
  public record FreeText(String text) {

    /// Returns the text as a parameter.
    public static @Nullable FreeText of(@Nullable String text) {
      return text == null ? null : new FreeText(text);
    }
  }

  private final Connection connection;

  Statements(Connection connection) {
    this.connection = connection;
  }

  /// Runs a statement that returns no rows.
  ///
  /// @return the number of rows that it changed
  public int update(String sql, @Nullable Object... parameters) throws SQLException {
    try (PreparedStatement statement = prepare(sql, parameters)) {
      return statement.executeUpdate();
    }
  }

  /// Returns all rows of a result.
  public <T> List<T> list(String sql, Reader<T> reader, @Nullable Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = prepare(sql, parameters);
        ResultSet result = statement.executeQuery()) {
      Columns row = new Columns(result);
      List<T> all = new ArrayList<>();
      while (result.next()) {
        all.add(reader.read(row));
      }
      return all;
    }
  }

  /// Returns the first row of a result.
  public <T> Optional<T> first(String sql, Reader<T> reader, @Nullable Object... parameters)
      throws SQLException {
    return list(sql, reader, parameters).stream().findFirst();
  }

  /// Returns true if a result has a row.
  public boolean any(String sql, @Nullable Object... parameters) throws SQLException {
    return first(sql, _ -> true, parameters).isPresent();
  }

  private PreparedStatement prepare(String sql, @Nullable Object... parameters)
      throws SQLException {
    limit();
    PreparedStatement statement = connection.prepareStatement(sql);
    try {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, value(parameters[i]));
      }
      return statement;
    } catch (SQLException | RuntimeException e) {
      statement.close();
      throw e;
    }
  }

  private @Nullable Object value(@Nullable Object parameter) throws SQLException {
    return switch (parameter) {
      case FreeText(String text) -> text.getBytes(UTF_8);
      case Instant time -> time.atOffset(ZoneOffset.UTC);
      case Collection<?> texts -> connection.createArrayOf("text", texts.toArray());
      case null, default -> parameter;
    };
  }

  void commit() throws SQLException {
    limit();
    connection.commit();
  }

  void rollback() throws SQLException {
    limit();
    connection.rollback();
  }

  /// Makes the next answer come within the deadline, or the connection end.
  private void limit() throws SQLException {
    Duration left = Deadline.left(Database.LONGEST);
    if (left.toMillis() == 0) {
      throw new SQLTimeoutException("No time is left");
    }
    connection.setNetworkTimeout(Runnable::run, Math.toIntExact(left.toMillis()));
  }
}
