package dev.continuum.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.service.access.Directory;
import dev.continuum.service.proto.AdminServiceProto.Role;
import dev.continuum.service.store.Store;
import dev.continuum.service.store.Stores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminCommandTest {

  @TempDir Path directory;

  @Test
  void theFirstKeyIsMadeOfflineRotatedAndRevoked() {
    assertThat(admin("create-tenant", "acme").exit()).isEqualTo(0);
    assertThat(admin("create-tenant", "acme").exit()).isEqualTo(2);
    assertThat(admin("create-tenant", "a/b").exit()).isEqualTo(2);
    CliRun issued = admin("issue-key", "--role", "operator", "--tenant", "acme", "--json");
    String id = issued.json().getAsJsonObject("key").get("id").getAsString();
    String token = issued.json().get("token").getAsString();
    assertThat(role(token)).isEqualTo(Role.ROLE_OPERATOR);
    assertThat(admin("list-keys", "--tenant", "acme").out()).contains(id, "operator", "valid");

    String rotated = admin("rotate-key", id).out().strip();
    assertThat(role(token)).isEqualTo(Role.ROLE_UNSPECIFIED);
    assertThat(role(rotated)).isEqualTo(Role.ROLE_OPERATOR);

    assertThat(admin("revoke-key", id).exit()).isEqualTo(0);
    assertThat(role(rotated)).isEqualTo(Role.ROLE_UNSPECIFIED);
    assertThat(admin("list-keys", "--tenant", "acme").out()).contains("void");
    assertThat(admin("revoke-key", "nothing").exit()).isEqualTo(2);
  }

  @Test
  void rolesTenantsAndSubjectsMustFit() {
    admin("create-tenant", "acme");
    assertThat(role(admin("issue-key", "--role", "admin").out().strip()))
        .isEqualTo(Role.ROLE_ADMIN);
    assertThat(admin("issue-key", "--role", "admin", "--tenant", "acme").exit()).isEqualTo(2);
    assertThat(admin("issue-key", "--role", "agent", "--tenant", "acme").exit()).isEqualTo(2);
    assertThat(admin("issue-key", "--role", "king", "--tenant", "acme").err()).contains("no role");
    CliRun agent = admin("issue-key", "--role", "agent", "--tenant", "acme", "--subject", "edge-1");
    assertThat(role(agent.out().strip())).isEqualTo(Role.ROLE_AGENT);
  }

  @Test
  void quotasAreSetOneByOne() {
    admin("create-tenant", "acme");
    admin("set-quota", "acme", "--continua", "3");
    CliRun set = admin("set-quota", "acme", "--calls", "2.5", "--json");
    var quota = set.json().getAsJsonObject("quota");
    assertThat(quota.get("continua").getAsString()).isEqualTo("3");
    assertThat(quota.get("calls_per_s").getAsDouble()).isEqualTo(2.5);
    assertThat(admin("list-tenants").out()).contains("acme", "2.5");
    assertThat(admin("set-quota", "acme", "--calls", "-1").exit()).isEqualTo(2);
    assertThat(admin("set-quota", "nobody", "--calls", "1").exit()).isEqualTo(2);
  }

  @Test
  void aBackupIsRestoredIntoAnEmptyStoreAndADamagedOneChangesNothing() throws Exception {
    admin("create-tenant", "acme");
    String token = admin("issue-key", "--role", "admin").out().strip();
    Path file = directory.resolve("b.backup");
    assertThat(admin("backup", file.toString()).out()).contains("1 log with 2 records");
    assertThat(admin("restore", file.toString()).err()).contains("must be empty");

    byte[] whole = Files.readAllBytes(file);
    Path cut = Files.write(directory.resolve("cut"), Arrays.copyOf(whole, whole.length - 12));
    CliRun damaged = in("other.db", "restore", cut.toString());
    assertThat(damaged.exit()).isEqualTo(2);
    assertThat(damaged.err()).contains("backup.unreadable");
    Path no = Files.writeString(directory.resolve("no"), "no backup");
    assertThat(in("other.db", "restore", no.toString()).exit()).isEqualTo(2);

    assertThat(in("other.db", "restore", file.toString()).exit()).isEqualTo(0);
    assertThat(role(token, "other.db")).isEqualTo(Role.ROLE_ADMIN);
    assertThat(in("other.db", "list-tenants").out()).contains("acme");
  }

  private CliRun admin(String... words) {
    return in("store.db", words);
  }

  private CliRun in(String file, String... words) {
    return CliRun.of(
        Stream.of(Stream.of("admin"), Stream.of(words), Stream.of("--store", address(file)))
            .flatMap(each -> each)
            .toArray());
  }

  private Role role(String token) {
    return role(token, "store.db");
  }

  private Role role(String token, String file) {
    try (Store store = Stores.open(address(file), System::currentTimeMillis)) {
      return new Directory(store, new SecureRandom(), System::currentTimeMillis)
          .principal(token)
          .map(each -> each.role())
          .orElse(Role.ROLE_UNSPECIFIED);
    }
  }

  private String address(String file) {
    return "sqlite:" + directory.resolve(file);
  }
}
