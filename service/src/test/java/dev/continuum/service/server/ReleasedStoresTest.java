package dev.continuum.service.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.planner.RecordingActuator;
import dev.continuum.service.access.Directory;
import dev.continuum.service.client.ContinuumClient;
import dev.continuum.service.proto.AdminServiceProto.Role;
import dev.continuum.service.proto.ContinuumProto.Continuum;
import dev.continuum.service.replica.Replica;
import dev.continuum.service.store.Backup;
import dev.continuum.service.store.Store;
import dev.continuum.service.store.Stores;
import io.grpc.ManagedChannelBuilder;
import io.grpc.StatusRuntimeException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Stores and backups that releases wrote open in this one. Each was made with the commands of its
 * release: tenant acme with a quota of 7 continua and a key, and in the default tenant the tutorial
 * as city, patched to 250 devices and with a pin.
 */
class ReleasedStoresTest {

  private static final Path STORES = Path.of("src/test/resources/dev/continuum/service/stores");

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = "0.1.0")
  void theStoreOfEachReleaseOpensWithAllItHolds(String release) throws Exception {
    Path store = directory.resolve("store.db");
    Files.copy(STORES.resolve(release + ".db"), store);
    holdsAll("sqlite:" + store, release);
  }

  @ParameterizedTest
  @ValueSource(strings = "0.1.0")
  void theBackupOfEachReleaseIsRestored(String release) throws Exception {
    String address = "sqlite:" + directory.resolve("restored.db");
    try (Store store = Stores.open(address, System::currentTimeMillis);
        InputStream in = Files.newInputStream(STORES.resolve(release + ".backup"))) {
      assertThat(Backup.restore(store, in).logs()).isEqualTo(2);
    }
    holdsAll(address, release);
  }

  private static void holdsAll(String address, String release) throws Exception {
    String token = Files.readString(STORES.resolve(release + ".token")).strip();
    try (Store store = Stores.open(address, System::currentTimeMillis)) {
      Directory tenants = new Directory(store, new SecureRandom(), System::currentTimeMillis);
      assertThat(tenants.principal(token).orElseThrow().role()).isEqualTo(Role.ROLE_READER);
      assertThat(tenants.quota("acme").getContinua()).isEqualTo(7);
      assertThat(store.heads(Replica.CONTINUA)).hasSize(1);
    }
    try (ContinuumServer server =
            ContinuumServer.start(
                ServerConfigs.local(address), new RecordingActuator(), System::currentTimeMillis);
        ContinuumClient client =
            new ContinuumClient(
                ManagedChannelBuilder.forAddress("127.0.0.1", server.port()).usePlaintext().build(),
                Optional.empty())) {
      Continuum city = await(client);
      assertThat(city.getRevisions().getDeclared()).isEqualTo(3);
      assertThat(city.getRevisions().getPlan()).isGreaterThanOrEqualTo(2);
      assertThat(city.getAppliedPlan()).isPositive();
      assertThat(city.getPins(0).getFunction()).isEqualTo("hello");
      assertThat(client.export("city").getGroups(0).getDevices()).isEqualTo(250);
      assertThat(client.update("city", "", ServerCase.demand(260))).isEqualTo(4);
    }
  }

  private static Continuum await(ContinuumClient client) throws Exception {
    for (int i = 0; ; i++) {
      try {
        Continuum city = client.get("city");
        if (city.getRevisions().getDeclared() == 3) {
          return city;
        }
      } catch (StatusRuntimeException e) {
        assertThat(i).as(e.getMessage()).isLessThan(200);
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }
}
