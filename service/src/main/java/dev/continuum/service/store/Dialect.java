package dev.continuum.service.store;

import java.util.Map;

/** What differs between databases. */
enum Dialect {
  SQLITE("BLOB", ""),
  POSTGRESQL("BYTEA", "select (extract(epoch from clock_timestamp()) * 1000)::bigint");

  private final String bytes;
  private final String clock;

  Dialect(String bytes, String clock) {
    this.bytes = bytes;
    this.clock = clock;
  }

  /** Placeholders of migrations. */
  Map<String, String> placeholders() {
    return Map.of("bytes", bytes);
  }

  /** A query for the database's own clock, ms since 1970; empty to use the caller's. */
  String clock() {
    return clock;
  }
}
