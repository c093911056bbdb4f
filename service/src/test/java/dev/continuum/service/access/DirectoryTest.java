package dev.continuum.service.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.continuum.service.proto.AdminServiceProto.Quota;
import dev.continuum.service.proto.AdminServiceProto.Role;
import dev.continuum.service.proto.AdminServiceProto.Tenant;
import dev.continuum.service.state.RefusedException;
import dev.continuum.service.store.SimulatedStore;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DirectoryTest {

  private final SimulatedStore store = new SimulatedStore(() -> 1, SimulatedStore.Bug.NONE);
  private final Directory directory = new Directory(store, new SecureRandom(), () -> 1);

  @BeforeEach
  void aTenant() {
    directory.create(Tenant.newBuilder().setName("acme").build(), "");
  }

  @Test
  void aTokenIsItsKeysAndNoSecretIsStored() {
    Directory.Issued issued = directory.issue("acme", Role.ROLE_WRITER, "", "");
    assertThat(directory.principal(issued.token()))
        .contains(new Principal(issued.key().getId(), "acme", Role.ROLE_WRITER, ""));
    String secret = issued.token().split("_", 3)[2];
    assertThat(store.read(Directory.STREAM, 0, 10))
        .noneMatch(e -> new String(e.data(), StandardCharsets.ISO_8859_1).contains(secret));
  }

  @Test
  void wrongTokensAreNobodys() {
    Directory.Issued issued = directory.issue("acme", Role.ROLE_WRITER, "", "");
    for (String token :
        new String[] {
          "",
          "ck_",
          "ck__",
          issued.token() + "x",
          "xx" + issued.token(),
          "ck_00_00",
          issued.token().substring(0, issued.token().length() - 1)
        }) {
      assertThat(directory.principal(token)).as(token).isEmpty();
    }
  }

  @Test
  void rotatedAndRevokedKeysAreVoidAtOnceHereAndSoonElsewhere() {
    Directory other = new Directory(store, new SecureRandom(), () -> 1);
    Directory.Issued issued = directory.issue("acme", Role.ROLE_READER, "", "");
    Directory.Issued rotated = directory.rotate(issued.key().getId(), "");
    assertThat(directory.principal(issued.token())).isEmpty();
    assertThat(directory.principal(rotated.token())).isPresent();
    other.refresh();
    assertThat(other.principal(rotated.token())).isPresent();
    other.revoke(issued.key().getId(), "");
    directory.refresh();
    assertThat(directory.principal(rotated.token())).isEmpty();
    assertThat(directory.hasKeys()).isFalse();
  }

  @Test
  void twoReplicasCanWriteInTurnWithoutReadingFirst() {
    Directory other = new Directory(store, new SecureRandom(), () -> 1);
    directory.create(Tenant.newBuilder().setName("one").build(), "");
    other.create(Tenant.newBuilder().setName("two").build(), "");
    directory.quota("two", Quota.newBuilder().setContinua(3).build(), "");
    assertThat(directory.tenants())
        .extracting(Tenant::getName)
        .containsExactly("acme", "one", "two");
    assertThat(directory.quota("two").getContinua()).isEqualTo(3);
  }

  @Test
  void rolesTenantsAndSubjectsMustFit() {
    assertThatThrownBy(() -> directory.issue("", Role.ROLE_READER, "", ""))
        .isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> directory.issue("acme", Role.ROLE_ADMIN, "", ""))
        .isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> directory.issue("acme", Role.ROLE_AGENT, "", ""))
        .isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> directory.issue("nobody", Role.ROLE_READER, "", ""))
        .isInstanceOf(RefusedException.class);
  }
}
