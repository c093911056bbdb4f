package dev.continuum.service.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.datasets.file.ProblemFiles;
import dev.continuum.datasets.proto.ProblemProto.Problem;
import dev.continuum.datasets.wire.ProblemWire;
import dev.continuum.service.client.ContinuumClient;
import dev.continuum.service.proto.ContinuumProto.DemandPatch;
import dev.continuum.service.proto.ContinuumProto.Patch;
import dev.continuum.service.proto.ContinuumProto.PlannerPolicy;
import dev.continuum.service.proto.ContinuumServiceProto.UpdateContinuumRequest;
import dev.continuum.service.proto.RecordProto.Record;
import dev.continuum.service.replica.Replica;
import dev.continuum.service.store.Store;
import dev.continuum.service.store.Stores;
import io.grpc.StatusRuntimeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real server is killed with SIGKILL, again and again, while a client writes. */
class KilledServerIT {

  private static final int KILLS = Integer.getInteger("continuum.kills", 25);
  private static final Path TUTORIAL = Path.of("..", "datasets", "tutorial.yaml");

  @TempDir Path directory;
  private final Map<String, Long> acknowledged = new LinkedHashMap<>();
  private final SplittableRandom random = new SplittableRandom(20_261_126);
  private final Map<String, Integer> found = new HashMap<>();
  private long sequence;
  private int writes;

  @Test
  void everythingAcknowledgedSurvivesEveryKill() throws Exception {
    Problem problem =
        ProblemWire.wire(ProblemFiles.read(Files.readString(TUTORIAL), TUTORIAL.toString()));
    for (int kill = 0; kill < KILLS; kill++) {
      try (ServerProcess server = ServerProcess.start(address(), 0);
          ContinuumClient client = ContinuumClient.local(server.port())) {
        AtomicBoolean killed = new AtomicBoolean();
        long life = random.nextLong(2500);
        Thread killer =
            Thread.ofPlatform()
                .start(
                    () -> {
                      try {
                        TimeUnit.MILLISECONDS.sleep(life);
                      } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                      }
                      killed.set(true);
                      server.kill();
                    });
        write(client, problem, killed);
        killer.join();
      }
      read();
    }
    assertThat(acknowledged).hasSizeGreaterThan(KILLS);
    acknowledged.keySet().forEach(key -> assertThat(found).as(key).containsEntry(key, 1));
  }

  private void write(ContinuumClient client, Problem problem, AtomicBoolean killed) {
    while (!killed.get()) {
      String key = "write-" + writes;
      try {
        long revision;
        if (acknowledged.isEmpty()) {
          key = "create";
          revision =
              client
                  .create("city", problem, PlannerPolicy.newBuilder().setSteps(5).build(), key)
                  .getRevisions()
                  .getDeclared();
        } else {
          // A dead server comes back under another port: no use in waiting for it.
          revision =
              client
                  .continua()
                  .withDeadlineAfter(1, TimeUnit.SECONDS)
                  .updateContinuum(
                      UpdateContinuumRequest.newBuilder()
                          .setName("city")
                          .setIdempotencyKey(key)
                          .addPatches(
                              Patch.newBuilder()
                                  .setDemand(
                                      DemandPatch.newBuilder()
                                          .setGroup("people")
                                          .setDevices(1 + writes % 300)))
                          .build())
                  .getDeclaredRevision();
        }
        acknowledged.put(key, revision);
        writes++;
      } catch (StatusRuntimeException e) {
        // Not acknowledged: the same write comes again with the same key.
      }
    }
  }

  /** What this life wrote: of a long log only the end is kept. */
  private void read() throws Exception {
    try (Store store = Stores.open(address(), System::currentTimeMillis)) {
      for (Store.Entry entry :
          store.read(Replica.stream("default", "city"), sequence, Integer.MAX_VALUE)) {
        assertThat(entry.sequence()).isEqualTo(++sequence);
        found.merge(Record.parseFrom(entry.data()).getIdempotencyKey(), 1, Integer::sum);
      }
    }
  }

  private String address() {
    return "sqlite:" + directory.resolve("store.db");
  }
}
