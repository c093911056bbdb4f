package dev.continuum.service.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.continuum.datasets.file.ProblemFiles;
import dev.continuum.datasets.wire.ProblemWire;
import dev.continuum.planner.RecordingActuator;
import dev.continuum.service.access.AccessInterceptor.Keys;
import dev.continuum.service.access.CallLog;
import dev.continuum.service.access.Directory;
import dev.continuum.service.access.Permissions;
import dev.continuum.service.client.ContinuumClient;
import dev.continuum.service.proto.AdminServiceProto.Role;
import dev.continuum.service.proto.AdminServiceProto.Tenant;
import dev.continuum.service.proto.ContinuumProto.PlannerPolicy;
import dev.continuum.service.proto.DomainServiceProto.RegisterDeviceRequest;
import dev.continuum.service.proto.DomainServiceProto.RenewLeaseRequest;
import dev.continuum.service.store.Store;
import dev.continuum.service.store.Stores;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Role × method × tenant over real sockets: every cell that must be denied is. */
class AccessMatrixTest {

  private static final Path TUTORIAL = Path.of("..", "datasets", "tutorial.yaml");
  private static final List<Role> ROLES =
      List.of(
          Role.ROLE_READER, Role.ROLE_WRITER, Role.ROLE_OPERATOR, Role.ROLE_AGENT, Role.ROLE_ADMIN);

  @TempDir Path directory;
  private final Map<Role, String> ours = new EnumMap<>(Role.class);
  private final Map<Role, String> theirs = new EnumMap<>(Role.class);
  private ContinuumServer server;
  private ManagedChannel channel;

  @BeforeEach
  void start() throws Exception {
    String address = "sqlite:" + directory.resolve("store.db");
    try (Store store = Stores.open(address, System::currentTimeMillis)) {
      Directory tenants = new Directory(store, new SecureRandom(), System::currentTimeMillis);
      for (String name : List.of("acme", "other")) {
        tenants.create(Tenant.newBuilder().setName(name).build(), "");
        for (Role role : ROLES) {
          String tenant = role == Role.ROLE_ADMIN ? "" : name;
          String subject = role == Role.ROLE_AGENT ? "edge" : "";
          (name.equals("acme") ? ours : theirs)
              .put(role, tenants.issue(tenant, role, subject, "").token());
        }
      }
    }
    server =
        ContinuumServer.start(
            ServerConfigs.with(address, Keys.REQUIRED, Optional.empty(), Optional.empty()),
            new RecordingActuator(),
            System::currentTimeMillis);
    channel = ManagedChannelBuilder.forAddress("127.0.0.1", server.port()).usePlaintext().build();
    try (ContinuumClient client = client(ours.get(Role.ROLE_WRITER))) {
      var unused =
          client.create(
              "city",
              ProblemWire.wire(ProblemFiles.read(Files.readString(TUTORIAL), TUTORIAL + "")),
              PlannerPolicy.newBuilder().setSteps(5).build(),
              "");
    }
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    server.close();
  }

  @Test
  void whatARoleMayNotCallIsDeniedAndWithoutATokenNothingIsServed() {
    int denied = 0;
    for (MethodDescriptor<?, ?> method : RawCalls.methods()) {
      for (Role role : ROLES) {
        if (!Permissions.allowed(role, method.getFullMethodName())) {
          assertThat(code(method, ours.get(role)))
              .as(role + " " + method.getFullMethodName())
              .isEqualTo(Status.Code.PERMISSION_DENIED);
          denied++;
        }
      }
      for (String nobody : List.of("", "ck_0_0", ours.get(Role.ROLE_ADMIN) + "x")) {
        assertThat(code(method, nobody))
            .as(method.getFullMethodName())
            .isEqualTo(Status.Code.UNAUTHENTICATED);
      }
    }
    assertThat(denied).isGreaterThan(80);
  }

  @Test
  void whatIsAnotherTenantsIsNotThere() {
    int foreign = 0;
    // These make something in the caller's own tenant, whatever the name.
    Set<String> making = Set.of("CreateContinuum", "UploadContinuum");
    for (MethodDescriptor<?, ?> method : RawCalls.methods()) {
      Message request = RawCalls.request(method);
      if (continuum(request).isEmpty()
          || method.getFullMethodName().contains("AdminService")
          || making.contains(method.getBareMethodName())) {
        continue;
      }
      for (Role role : ROLES) {
        if (Permissions.allowed(role, method.getFullMethodName())) {
          assertThat(code(method, theirs.get(role)))
              .as(role + " " + method.getFullMethodName())
              .isEqualTo(Status.Code.NOT_FOUND);
          foreign++;
        }
      }
    }
    assertThat(foreign).isGreaterThan(35);
    try (ContinuumClient client = client(ours.get(Role.ROLE_READER))) {
      assertThat(client.get("city").getRevisions().getDeclared()).isEqualTo(1);
      assertThat(client.get("city").getPaused()).isFalse();
    }
  }

  @Test
  void anAgentTouchesNoLeaseButItsOwn() {
    String lease;
    try (ContinuumClient writer = client(ours.get(Role.ROLE_WRITER))) {
      lease =
          writer
              .domains()
              .registerDevice(
                  RegisterDeviceRequest.newBuilder()
                      .setContinuum("city")
                      .setDevice("phone")
                      .setGroup("people")
                      .setTtlMs(60_000)
                      .build())
              .getLease();
      assertThat(writer.domains().renewLease(renewal(lease)).getTtlMs()).isEqualTo(60_000);
    }
    for (String name : List.of("RenewLease", "Leave", "Announce", "WatchEvents")) {
      MethodDescriptor<?, ?> method = method(name);
      Message request =
          filled(RawCalls.request(method)).toBuilder()
              .setField(
                  RawCalls.request(method).getDescriptorForType().findFieldByName("lease"), lease)
              .build();
      assertThat(
              RawCalls.call(
                      channel, method, ours.get(Role.ROLE_AGENT), List.of(request.toByteArray()))
                  .status()
                  .getCode())
          .as(name)
          .isEqualTo(Status.Code.NOT_FOUND);
    }
    assertThat(code(method("RegisterDevice"), ours.get(Role.ROLE_AGENT), "device", "other"))
        .isEqualTo(Status.Code.NOT_FOUND);
    assertThat(code(method("Report"), ours.get(Role.ROLE_AGENT), "source", "other"))
        .isEqualTo(Status.Code.NOT_FOUND);
  }

  @Test
  void everyAnswerCarriesARequestId() {
    RawCalls.End end = RawCalls.call(channel, method("GetPlan"), "", List.of(new byte[0]));
    assertThat(end.trailers().get(CallLog.REQUEST_ID)).matches("[0-9a-f]+-\\d+");
  }

  private static RenewLeaseRequest renewal(String lease) {
    return RenewLeaseRequest.newBuilder().setContinuum("city").setLease(lease).build();
  }

  private static MethodDescriptor<?, ?> method(String name) {
    return RawCalls.methods().stream()
        .filter(each -> name.equals(each.getBareMethodName()))
        .findFirst()
        .orElseThrow();
  }

  private Status.Code code(MethodDescriptor<?, ?> method, String token, String... field) {
    Message request = filled(RawCalls.request(method));
    if (field.length > 0) {
      request =
          request.toBuilder()
              .setField(request.getDescriptorForType().findFieldByName(field[0]), field[1])
              .build();
    }
    return RawCalls.call(channel, method, token, List.of(request.toByteArray())).status().getCode();
  }

  /** A request that is about the continuum and sane otherwise. */
  private static Message filled(Message request) {
    Message.Builder filled = request.toBuilder();
    for (FieldDescriptor field : request.getDescriptorForType().getFields()) {
      if (field.isRepeated()) {
        continue;
      }
      switch (field.getJavaType()) {
        case STRING -> filled.setField(field, field.getName().equals("group") ? "people" : "edge");
        case LONG -> filled.setField(field, field.getName().equals("ttl_ms") ? 5000L : 1L);
        default -> {}
      }
    }
    continuum(request).ifPresent(field -> filled.setField(field, "city"));
    return filled.build();
  }

  private static Optional<FieldDescriptor> continuum(Message request) {
    return request.getDescriptorForType().getFields().stream()
        .filter(each -> each.getName().equals("name") || each.getName().equals("continuum"))
        .findFirst();
  }

  private ContinuumClient client(String token) {
    return new ContinuumClient(
        ManagedChannelBuilder.forAddress("127.0.0.1", server.port()).usePlaintext().build(),
        Optional.of(token));
  }
}
