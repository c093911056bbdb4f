package dev.continuum.service.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest extends StoreContract {

  @TempDir Path directory;
  private long now = 1_000_000;
  private Store store;

  @BeforeEach
  void open() {
    store = Stores.open(address(), () -> now);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Override
  Store store() {
    return store;
  }

  @Override
  void pass(Duration time) {
    now += time.toMillis() + 1;
  }

  @Test
  void whatWasAppendedIsThereWhenTheFileIsOpenedAgain() {
    store.append("a", 0, 0, List.of(bytes("1")));
    store.close();
    open();
    assertThat(texts(store.read("a", 0, 10))).containsExactly("1=1");
  }

  @Test
  void anotherProcessCanReadAndWriteWhileItIsOpen() {
    store.append("a", 0, 0, List.of(bytes("1")));
    // A second store has a connection of its own, as another process would.
    try (Store other = Stores.open(address(), () -> now)) {
      other.append("b", 0, 0, List.of(bytes("1")));
      store.append("b", 1, 0, List.of(bytes("2")));
      assertThat(texts(other.read("b", 0, 10))).containsExactly("1=1", "2=2");
    }
  }

  @Test
  void aStoreOfANewerReleaseIsRefused() throws Exception {
    store.close();
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("store.db"));
        var statement = connection.createStatement()) {
      statement.execute(
          "insert into flyway_schema_history (installed_rank, version, description, type, script,"
              + " checksum, installed_by, execution_time, success) values (99, '99', 'newer',"
              + " 'SQL', 'V99__newer.sql', 0, '', 0, 1)");
    }
    assertThatThrownBy(() -> Stores.open(address(), () -> now))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("newer release");
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("store.db"));
        var statement = connection.createStatement()) {
      statement.execute("delete from flyway_schema_history where version = '99'");
    }
    open();
  }

  @Test
  void anUnknownAddressIsRefused() {
    assertThatThrownBy(() -> Stores.open("mysql:x?password=secret", () -> now))
        .hasMessageContaining("sqlite:")
        .hasMessageNotContaining("secret");
  }

  private String address() {
    return "sqlite:" + directory.resolve("store.db");
  }
}
