package dev.continuum.service.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.datasets.file.ProblemFiles;
import dev.continuum.datasets.proto.ProblemProto.Problem;
import dev.continuum.datasets.wire.ProblemWire;
import dev.continuum.planner.RecordingActuator;
import dev.continuum.service.client.ContinuumClient;
import dev.continuum.service.proto.ContinuumProto.DemandPatch;
import dev.continuum.service.proto.ContinuumProto.Patch;
import dev.continuum.service.proto.ContinuumProto.PlannerPolicy;
import dev.continuum.service.proto.RecordProto.Record;
import dev.continuum.service.replica.Replica;
import dev.continuum.service.store.Store;
import dev.continuum.service.store.Stores;
import io.grpc.StatusRuntimeException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
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
  private int writes;

  /** The server that is killed: its arguments are the store and nothing else. */
  static final class Victim {
    private Victim() {}

    public static void main(String[] arguments) throws Exception {
      ServerConfig standard = ServerConfig.DEFAULT;
      var server =
          ContinuumServer.start(
              new ServerConfig(
                  arguments[0],
                  standard.host(),
                  0,
                  "",
                  Optional.empty(),
                  standard.keys(),
                  Optional.empty(),
                  1,
                  standard.drain()),
              new RecordingActuator(),
              System::currentTimeMillis);
      System.out.println(server.port());
      server.awaitEnd();
    }
  }

  @Test
  void everythingAcknowledgedSurvivesEveryKill() throws Exception {
    Problem problem =
        ProblemWire.wire(ProblemFiles.read(Files.readString(TUTORIAL), TUTORIAL.toString()));
    for (int kill = 0; kill < KILLS; kill++) {
      Process server = start();
      try (BufferedReader out = server.inputReader(StandardCharsets.UTF_8);
          ContinuumClient client = ContinuumClient.local(Integer.parseInt(out.readLine()))) {
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
                      server.destroyForcibly();
                    });
        write(client, problem, killed);
        killer.join();
      } finally {
        server.destroyForcibly().waitFor();
      }
    }
    assertThat(acknowledged).hasSizeGreaterThan(KILLS);
    compare();
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
          revision =
              client.update(
                  "city",
                  key,
                  Patch.newBuilder()
                      .setDemand(
                          DemandPatch.newBuilder().setGroup("people").setDevices(1 + writes % 300))
                      .build());
        }
        acknowledged.put(key, revision);
        writes++;
      } catch (StatusRuntimeException e) {
        // Not acknowledged: the same write comes again with the same key.
      }
    }
  }

  private void compare() throws Exception {
    Map<String, Integer> found = new HashMap<>();
    try (Store store = Stores.open(address(), System::currentTimeMillis)) {
      long sequence = 0;
      for (Store.Entry entry :
          store.read(Replica.stream("default", "city"), 0, Integer.MAX_VALUE)) {
        assertThat(entry.sequence()).isEqualTo(++sequence);
        found.merge(Record.parseFrom(entry.data()).getIdempotencyKey(), 1, Integer::sum);
      }
    }
    acknowledged.keySet().forEach(key -> assertThat(found).as(key).containsEntry(key, 1));
  }

  private String address() {
    return "sqlite:" + directory.resolve("store.db");
  }

  private Process start() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
            "-Dcontinuum.natives=" + System.getProperty("continuum.natives", ""),
            "-cp",
            System.getProperty("java.class.path"),
            Victim.class.getName(),
            address())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
