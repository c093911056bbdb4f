package dev.continuum.service.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** Opens stores by address and brings them to this release's format. */
public final class Stores {

  private static final int POOL = 8;

  /** A replica that froze inside a transaction must not keep the others from its rows. */
  private static final String LET_GO =
      "set idle_in_transaction_session_timeout = '1s'; set lock_timeout = '5s'";

  private Stores() {}

  /**
   * Opens a store.
   *
   * @param address {@code sqlite:FILE}, or a {@code jdbc:postgresql:} address
   * @param clock ms since 1970, for leases where the database has no clock of its own
   * @throws StoreException if it cannot be opened, or was written by a newer release
   */
  public static Store open(String address, LongSupplier clock) {
    if (address.startsWith("sqlite:")) {
      return sqlite(Path.of(address.substring("sqlite:".length())), clock);
    }
    if (address.startsWith("jdbc:postgresql:")) {
      return postgresql(address, clock);
    }
    throw new StoreException(
        "The address of the store ("
            + address.replaceAll("(?i)(password=)[^&]*", "$1...")
            + ") must begin with sqlite: or jdbc:postgresql:.");
  }

  private static Store sqlite(Path file, LongSupplier clock) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(5000);
    // The driver begins the next transaction with each commit: one that takes its lock at once
    // would
    // keep every other process out for good. Transactions that write begin with a write instead.
    config.setTransactionMode(SQLiteConfig.TransactionMode.DEFERRED);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    migrate(source, Dialect.SQLITE);
    HikariConfig pool = new HikariConfig();
    pool.setDataSource(source);
    pool.setMaximumPoolSize(1);
    return pooled(pool, Dialect.SQLITE, clock);
  }

  private static Store postgresql(String address, LongSupplier clock) {
    HikariConfig pool = new HikariConfig();
    pool.setJdbcUrl(address);
    pool.setMaximumPoolSize(POOL);
    pool.setConnectionTimeout(10_000);
    pool.setConnectionInitSql(LET_GO);
    // Else the pool's own queries leave idle connections inside a transaction.
    pool.setIsolateInternalQueries(true);
    return pooled(pool, Dialect.POSTGRESQL, clock);
  }

  private static Store pooled(HikariConfig config, Dialect dialect, LongSupplier clock) {
    config.setPoolName("continuum-store");
    config.setAutoCommit(false);
    if (dialect == Dialect.POSTGRESQL) {
      migratePostgresql(config);
    }
    HikariDataSource pool;
    try {
      pool = new HikariDataSource(config);
    } catch (RuntimeException e) {
      throw new StoreException("The store cannot be opened: " + e.getMessage(), e);
    }
    return new JdbcStore(pool, dialect, clock, pool);
  }

  /** On connections of its own, which may take their time. */
  private static void migratePostgresql(HikariConfig config) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(config.getJdbcUrl());
    migrate(source, Dialect.POSTGRESQL);
  }

  private static void migrate(DataSource source, Dialect dialect) {
    try {
      var unused =
          Flyway.configure()
              .dataSource(source)
              .locations("classpath:dev/continuum/service/store")
              .placeholders(dialect.placeholders())
              // A store of a newer release is refused, not half understood.
              .ignoreMigrationPatterns(new String[0])
              .load()
              .migrate();
    } catch (FlywayException e) {
      throw new StoreException(
          "The store cannot be brought to this release's format; maybe a newer release wrote it: "
              + e.getMessage(),
          e);
    }
  }
}
