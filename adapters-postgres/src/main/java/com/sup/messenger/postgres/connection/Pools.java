package com.sup.messenger.postgres.connection;

import com.sup.messenger.application.port.UnavailableException;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.ds.PGSimpleDataSource;

/// Opens pools of connections, with all tables.
public final class Pools {

  /// The least time that the pool allows for a check of a connection, and for the wait for one. It
  /// knows no other deadline.
  static final Duration TO_CHECK = Duration.ofMillis(250);

  /// The longest time of a try to connect, in seconds.
  private static final int CONNECT_SECONDS = 10;

  /// PostgreSQL ends a statement, and a transaction that an instance has left open, after this time
  /// in ms. Otherwise it would hold a chat that nobody changes.
  private static final String LIMITS =
      "-c statement_timeout=2000 -c idle_in_transaction_session_timeout=2000";

  private Pools() {}

  /// Makes the tables that are missing, and opens a pool.
  ///
  /// @param url a JDBC URL of PostgreSQL
  /// @throws UnavailableException if PostgreSQL is away; the message shows nothing of the URL
  public static HikariDataSource open(String url, int connections) {
    try {
      migrate(url);
      return new HikariDataSource(config(url, connections));
    } catch (FlywayException | com.zaxxer.hikari.pool.HikariPool.PoolInitializationException e) {
      throw new UnavailableException("PostgreSQL does not answer, or refuses the tables", e);
    }
  }

  private static void migrate(String url) {
    Flyway.configure(Pools.class.getClassLoader())
        .dataSource(source(url))
        .locations("classpath:com/sup/messenger/postgres/migration")
        .table("sup_migration")
        .load()
        .migrate();
  }

  private static HikariConfig config(String url, int connections) {
    PGSimpleDataSource source = source(url);
    source.setOptions(LIMITS);
    // The driver's own limits, until a call sets a nearer one.
    source.setSocketTimeout(2);
    HikariConfig config = new HikariConfig();
    config.setPoolName("postgres");
    config.setDataSource(source);
    config.setMaximumPoolSize(connections);
    // Each statement has to see what was committed before it.
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    config.setConnectionTimeout(TO_CHECK.toMillis());
    config.setValidationTimeout(TO_CHECK.toMillis());
    config.setInitializationFailTimeout(Duration.ofSeconds(CONNECT_SECONDS).toMillis());
    return config;
  }

  private static PGSimpleDataSource source(String url) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url);
    source.setConnectTimeout(CONNECT_SECONDS);
    // Details quote values.
    source.setLogServerErrorDetail(false);
    source.setApplicationName("sup-messenger");
    source.setTcpKeepAlive(true);
    return source;
  }
}
