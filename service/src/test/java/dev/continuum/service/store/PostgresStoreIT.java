package dev.continuum.service.store;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** On a PostgreSQL server that the test starts, where its programs are installed. */
class PostgresStoreIT extends StoreContract {

  private static Optional<PostgresServer> server = Optional.empty();
  private static int databases;
  private Store store;

  @BeforeAll
  static void start() throws Exception {
    server = PostgresServer.start();
    assumeTrue(server.isPresent(), "PostgreSQL is not installed");
  }

  @AfterAll
  static void stop() throws Exception {
    if (server.isPresent()) {
      server.get().close();
    }
  }

  @BeforeEach
  void open() throws Exception {
    store = Stores.open(server.orElseThrow().database("d" + ++databases), () -> 0);
  }

  @AfterEach
  void close() {
    if (store != null) {
      store.close();
    }
  }

  @Override
  Store store() {
    return store;
  }

  @Override
  void pass(Duration time) throws InterruptedException {
    Thread.sleep(time.toMillis() + 50);
  }
}
