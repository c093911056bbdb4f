package dev.continuum.service.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.continuum.datasets.file.ProblemFiles;
import dev.continuum.datasets.wire.ProblemWire;
import dev.continuum.service.client.ContinuumClient;
import dev.continuum.service.proto.ContinuumProto.DemandPatch;
import dev.continuum.service.proto.ContinuumProto.Patch;
import dev.continuum.service.proto.ContinuumProto.PlannerPolicy;
import dev.continuum.service.proto.ContinuumServiceProto.CreateContinuumRequest;
import dev.continuum.service.proto.ContinuumServiceProto.UpdateContinuumRequest;
import dev.continuum.service.proto.RecordProto.Record;
import dev.continuum.service.replica.Replica;
import dev.continuum.service.store.PostgresServer;
import dev.continuum.service.store.Store;
import dev.continuum.service.store.Stores;
import io.grpc.InsecureChannelCredentials;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two real server processes on a real PostgreSQL: the leader is killed, and frozen and woken. */
class ReplicasIT {

  private static final Path TUTORIAL = Path.of("..", "datasets", "tutorial.yaml");
  private static final String STREAM = Replica.stream("default", "city");

  /** On a machine that is not overloaded. */
  private static final double TAKEOVER_S = 5;

  private Optional<PostgresServer> postgres = Optional.empty();
  private Store store;
  private String address;
  private final Map<Integer, ServerProcess> replicas = new ConcurrentHashMap<>();
  private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();
  private volatile boolean writing = true;
  private volatile long latestNanos;

  @BeforeEach
  void start() throws Exception {
    postgres = PostgresServer.start();
    assumeTrue(postgres.isPresent(), "PostgreSQL is not installed");
    address = postgres.get().database("replicas");
    store = Stores.open(address, System::currentTimeMillis);
    for (int i = 0; i < 2; i++) {
      int port = freePort();
      replicas.put(port, ServerProcess.start(address, port));
    }
  }

  @AfterEach
  void stop() throws Exception {
    replicas.values().forEach(ServerProcess::close);
    if (store != null) {
      store.close();
    }
    if (postgres.isPresent()) {
      postgres.get().close();
    }
  }

  @Test
  void aKilledAndAFrozenLeaderAreReplacedInTimeAndNothingAcknowledgedIsLost() throws Exception {
    try (ContinuumClient client = client()) {
      create(client);
      Thread writer = Thread.ofPlatform().start(() -> write(client));
      // A leader is killed.
      TimeUnit.MILLISECONDS.sleep(1500);
      ServerProcess killed = leader();
      killed.kill();
      awaitTakeover();
      replicas.put(killed.port(), ServerProcess.start(address, killed.port()));
      TimeUnit.MILLISECONDS.sleep(1500);

      // A leader is frozen, replaced, and woken.
      ServerProcess frozen = leader();
      assertThat(frozen.port()).isNotEqualTo(killed.port());
      frozen.signal("STOP");
      awaitTakeover();
      frozen.signal("CONT");
      TimeUnit.MILLISECONDS.sleep(2000);
      assertThat(leader().port()).isEqualTo(killed.port());

      // A follower, asked alone, does not write and names the leader.
      refusedByTheFollower(frozen);

      // A leader that is told to stop gives its lease back at once.
      long before = System.nanoTime();
      leader().terminate();
      awaitTakeover();
      assertThat(latestNanos).isGreaterThan(before);
      writing = false;
      writer.join();
    }
    compare();
  }

  /** Two processes have just started, and neither may lead yet. */
  private static void create(ContinuumClient client) throws Exception {
    var unused =
        client
            .continua()
            .withDeadlineAfter(1, TimeUnit.MINUTES)
            .createContinuum(
                CreateContinuumRequest.newBuilder()
                    .setName("city")
                    .setProblem(
                        ProblemWire.wire(
                            ProblemFiles.read(Files.readString(TUTORIAL), TUTORIAL + "")))
                    .setPolicy(PlannerPolicy.newBuilder().setSteps(5).setDebounceMs(10))
                    .setIdempotencyKey("create")
                    .build());
  }

  private void write(ContinuumClient client) {
    for (int i = 1; writing; i++) {
      String key = "write-" + i;
      Patch patch =
          Patch.newBuilder()
              .setDemand(DemandPatch.newBuilder().setGroup("people").setDevices(1 + i % 300))
              .build();
      while (writing) {
        try {
          long revision =
              client
                  .continua()
                  .withDeadlineAfter(800, TimeUnit.MILLISECONDS)
                  .updateContinuum(
                      UpdateContinuumRequest.newBuilder()
                          .setName("city")
                          .setIdempotencyKey(key)
                          .addPatches(patch)
                          .build())
                  .getDeclaredRevision();
          acknowledged.put(key, revision);
          latestNanos = System.nanoTime();
          TimeUnit.MILLISECONDS.sleep(5);
          break;
        } catch (StatusRuntimeException e) {
          // Not acknowledged: the same write comes again with the same key.
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return;
        }
      }
    }
  }

  /** From now, how long nothing is acknowledged. */
  private void awaitTakeover() throws InterruptedException {
    long lost = System.nanoTime();
    // What was under way when it was lost may be acknowledged still.
    TimeUnit.MILLISECONDS.sleep(300);
    long settled = System.nanoTime();
    while (latestNanos < settled) {
      assertThat((System.nanoTime() - lost) / 1e9)
          .as("takeover, s")
          .isLessThan(TAKEOVER_S * crowd());
      TimeUnit.MILLISECONDS.sleep(10);
    }
    System.err.printf(
        "takeover after %.2f s, load of a processor %.1f%n", (latestNanos - lost) / 1e9, crowd());
  }

  /** How many threads want each processor, 1 at least: each gets as many times less of it. */
  private static double crowd() {
    OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
    return Math.max(1, system.getSystemLoadAverage() / system.getAvailableProcessors());
  }

  private void refusedByTheFollower(ServerProcess follower) {
    try (ContinuumClient alone =
        new ContinuumClient(
            io.grpc.Grpc.newChannelBuilder(follower.address(), InsecureChannelCredentials.create())
                .build(),
            Optional.empty())) {
      assertThat(alone.get("city").getName()).isEqualTo("city");
      StatusRuntimeException refused =
          org.assertj.core.api.Assertions.catchThrowableOfType(
              StatusRuntimeException.class,
              () -> alone.update("city", "", Patch.getDefaultInstance()));
      assertThat(io.grpc.protobuf.StatusProto.fromThrowable(refused).toString())
          .contains("127.0.0.1:");
    }
  }

  private void compare() throws Exception {
    Map<String, Integer> found = new HashMap<>();
    long sequence = 0;
    long fence = 0;
    long plan = 0;
    for (Store.Entry entry : store.read(STREAM, 0, Integer.MAX_VALUE)) {
      assertThat(entry.sequence()).isEqualTo(++sequence);
      Record kept = Record.parseFrom(entry.data());
      found.merge(kept.getIdempotencyKey(), 1, Integer::sum);
      if (kept.hasPlanned()) {
        assertThat(kept.getPlanned().getRevision()).isEqualTo(++plan);
        assertThat(kept.getPlanned().getFence()).isGreaterThanOrEqualTo(fence);
        fence = kept.getPlanned().getFence();
      }
    }
    assertThat(plan).isPositive();
    assertThat(acknowledged).hasSizeGreaterThan(50);
    acknowledged.keySet().forEach(key -> assertThat(found).as(key).containsEntry(key, 1));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private ServerProcess leader() {
    String owner = store.heads(STREAM).getFirst().owner();
    int port = Integer.parseInt(owner.substring(owner.indexOf(':') + 1, owner.indexOf('#')));
    return replicas.get(port);
  }

  private ContinuumClient client() {
    return ContinuumClient.to(
        List.copyOf(replicas.values()).stream().map(ServerProcess::address).toList(),
        InsecureChannelCredentials.create(),
        Optional.empty());
  }
}
