package dev.continuum.service.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import javax.sql.DataSource;

/**
 * A store in a relational database. Each call is one transaction. Leases live by the database's
 * clock where it has one of its own, so that replicas need not agree on the time.
 */
final class JdbcStore implements Store {

  private static final int MOST_IN_A_BATCH = 256;

  private final DataSource source;
  private final Dialect dialect;
  private final LongSupplier clock;
  private final AutoCloseable resources;
  private final ReentrantLock embedded = new ReentrantLock();

  JdbcStore(DataSource source, Dialect dialect, LongSupplier clock, AutoCloseable resources) {
    this.source = source;
    this.dialect = dialect;
    this.clock = clock;
    this.resources = resources;
  }

  @Override
  public List<Head> heads(String prefix) {
    return transaction(
        connection -> {
          String sql =
              "select name, last_sequence, fence, owner from streams where substr(name, 1, ?) = ?";
          try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setInt(1, prefix.length());
            query.setString(2, prefix);
            List<Head> heads = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
              while (rows.next()) {
                heads.add(
                    new Head(
                        rows.getString(1), rows.getLong(2), rows.getLong(3), rows.getString(4)));
              }
            }
            heads.sort(Comparator.comparing(Head::stream));
            return heads;
          }
        });
  }

  @Override
  public List<Entry> read(String stream, long after, int limit) {
    return transaction(
        connection -> {
          String sql =
              "select sequence, data from entries where stream = ? and sequence > ?"
                  + " order by sequence limit ?";
          try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, stream);
            query.setLong(2, after);
            query.setInt(3, limit);
            List<Entry> entries = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
              while (rows.next()) {
                entries.add(new Entry(rows.getLong(1), rows.getBytes(2)));
              }
            }
            return entries;
          }
        });
  }

  @Override
  public void append(String stream, long expected, long fence, List<byte[]> entries) {
    var unused =
        transaction(
            connection -> {
              if (fence == 0) {
                make(connection, stream);
              }
              advance(connection, stream, expected, fence, entries.size());
              return insert(connection, stream, expected, entries);
            });
  }

  @Override
  public Optional<Entry> snapshot(String stream) {
    return transaction(
        connection -> {
          String sql = "select sequence, data from snapshots where stream = ?";
          try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, stream);
            try (ResultSet row = query.executeQuery()) {
              return row.next()
                  ? Optional.of(new Entry(row.getLong(1), row.getBytes(2)))
                  : Optional.empty();
            }
          }
        });
  }

  @Override
  public void keep(String stream, Entry snapshot, long forgetThrough) {
    var unused =
        transaction(
            connection -> {
              upsert(connection, stream, snapshot);
              return update(
                  connection,
                  "delete from entries where stream = ? and sequence <= ?",
                  stream,
                  Math.min(forgetThrough, snapshot.sequence()));
            });
  }

  @Override
  public Map<String, Long> lease(List<String> streams, String owner, Duration time) {
    return transaction(
        connection -> {
          long now = now(connection);
          Map<String, Long> held = new LinkedHashMap<>();
          // In one order everywhere, so that two replicas never wait for each other.
          for (String stream : streams.stream().sorted().toList()) {
            make(connection, stream);
            int renewed =
                update(
                    connection,
                    "update streams set expires_ms = ? where name = ? and owner = ?"
                        + " and expires_ms > 0",
                    now + time.toMillis(),
                    stream,
                    owner);
            int taken =
                renewed > 0
                    ? 0
                    : update(
                        connection,
                        "update streams set owner = ?, fence = fence + 1, expires_ms = ?"
                            + " where name = ? and expires_ms < ?",
                        owner,
                        now + time.toMillis(),
                        stream,
                        now);
            if (renewed + taken > 0) {
              held.put(stream, fence(connection, stream));
            }
          }
          return held;
        });
  }

  @Override
  public void release(String stream, String owner) {
    var unused =
        transaction(
            connection ->
                update(
                    connection,
                    "update streams set expires_ms = 0 where name = ? and owner = ?",
                    stream,
                    owner));
  }

  @Override
  public void restore(Iterable<Log> logs) {
    var unused =
        transaction(
            connection -> {
              if (update(connection, "update streams set expires_ms = expires_ms") > 0) {
                throw new StoreException.Occupied();
              }
              for (Log log : logs) {
                make(connection, log.stream());
                if (log.snapshot().isPresent()) {
                  upsert(connection, log.stream(), log.snapshot().get());
                }
                long last = insert(connection, log.stream(), log.forgotten(), log.entries());
                var unusedCount =
                    update(
                        connection,
                        "update streams set last_sequence = ?, fence = ? where name = ?",
                        last,
                        log.fence(),
                        log.stream());
              }
              return true;
            });
  }

  @Override
  public void close() {
    try {
      resources.close();
    } catch (Exception e) {
      throw new StoreException("The store cannot be closed.", e);
    }
  }

  /** Inserts entries after a sequence; the sequence of the last. */
  private static long insert(
      Connection connection, String stream, long after, Iterable<byte[]> entries)
      throws SQLException {
    String sql = "insert into entries (stream, sequence, data) values (?, ?, ?)";
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      long sequence = after;
      for (byte[] entry : entries) {
        insert.setString(1, stream);
        insert.setLong(2, ++sequence);
        insert.setBytes(3, entry);
        insert.addBatch();
        if ((sequence - after) % MOST_IN_A_BATCH == 0) {
          var unused = insert.executeBatch();
        }
      }
      var unused = insert.executeBatch();
      return sequence;
    }
  }

  private static void upsert(Connection connection, String stream, Entry snapshot)
      throws SQLException {
    String sql =
        "insert into snapshots (stream, sequence, data) values (?, ?, ?) on conflict"
            + " (stream) do update set sequence = excluded.sequence, data ="
            + " excluded.data where snapshots.sequence < excluded.sequence";
    try (PreparedStatement upsert = connection.prepareStatement(sql)) {
      upsert.setString(1, stream);
      upsert.setLong(2, snapshot.sequence());
      upsert.setBytes(3, snapshot.data());
      var unused = upsert.executeUpdate();
    }
  }

  private static void make(Connection connection, String stream) throws SQLException {
    var unused =
        update(
            connection,
            "insert into streams (name, last_sequence, fence, owner, expires_ms) values (?, 0, 0,"
                + " '', 0) on conflict (name) do nothing",
            stream);
  }

  private static void advance(
      Connection connection, String stream, long expected, long fence, int count)
      throws SQLException {
    int moved =
        update(
            connection,
            "update streams set last_sequence = ? where name = ? and last_sequence = ?"
                + " and fence = ?",
            expected + count,
            stream,
            expected,
            fence);
    if (moved == 0) {
      throw fence(connection, stream) == fence
          ? new StoreException.Stale(stream)
          : new StoreException.Fenced(stream);
    }
  }

  private static long fence(Connection connection, String stream) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("select fence from streams where name = ?")) {
      query.setString(1, stream);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? row.getLong(1) : 0;
      }
    }
  }

  private long now(Connection connection) throws SQLException {
    if (dialect.clock().isEmpty()) {
      return clock.getAsLong();
    }
    try (PreparedStatement query = connection.prepareStatement(dialect.clock());
        ResultSet row = query.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  private static int update(Connection connection, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        update.setObject(i + 1, values[i]);
      }
      return update.executeUpdate();
    }
  }

  @FunctionalInterface
  private interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  private <T> T transaction(Work<T> work) {
    boolean alone = dialect == Dialect.SQLITE;
    if (alone) {
      embedded.lock();
    }
    try (Connection connection = source.getConnection()) {
      try {
        T result = work.on(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      }
    } catch (SQLException e) {
      throw new StoreException("The store failed: " + e.getMessage(), e);
    } finally {
      if (alone) {
        embedded.unlock();
      }
    }
  }
}
