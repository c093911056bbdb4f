package dev.continuum.service.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.datasets.file.ProblemFiles;
import dev.continuum.datasets.proto.ProblemProto.Problem;
import dev.continuum.datasets.wire.ProblemWire;
import dev.continuum.service.store.SimulatedStore.Bug;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * A thousand seeds of crashes, freezes, delays, duplicates, lost outcomes and power loss. One seed
 * is run again with {@code -Dcontinuum.sim.seed=N}.
 */
class SimulationTest {

  private static final int SEEDS = Integer.getInteger("continuum.sim.seeds", 1000);
  private static final Path TUTORIAL = Path.of("..", "datasets", "tutorial.yaml");

  @Test
  void nothingAcknowledgedIsLostAndOneLeaderPublishesWhateverFails() throws Exception {
    Problem problem = problem();
    long[] seeds =
        Long.getLong("continuum.sim.seed") == null
            ? LongStream.rangeClosed(1, SEEDS).toArray()
            : new long[] {Long.getLong("continuum.sim.seed")};
    for (long seed : seeds) {
      List<String> faults = new Simulation(seed, problem, Bug.NONE).run();
      assertThat(faults)
          .as(
              "seed %d; again: ./mvnw -pl service -am test -Dtest=SimulationTest"
                  + " -Dsurefire.failIfNoSpecifiedTests=false -Dcontinuum.sim.seed=%d",
              seed, seed)
          .isEmpty();
    }
  }

  @Test
  void aSeedRunsTheSameWayTwice() throws Exception {
    Problem problem = problem();
    assertThat(new Simulation(7, problem, Bug.LATE_SYNC).run())
        .isEqualTo(new Simulation(7, problem, Bug.LATE_SYNC).run());
  }

  @Test
  void aStoreThatChecksNoFenceIsFound() throws Exception {
    assertThat(found(Bug.NO_FENCE_CHECK)).anyMatch(fault -> fault.startsWith("fence "));
  }

  @Test
  void aStoreThatSyncsTooLateIsFound() throws Exception {
    assertThat(found(Bug.LATE_SYNC)).isNotEmpty();
  }

  private static List<String> found(Bug bug) throws Exception {
    Problem problem = problem();
    return LongStream.rangeClosed(1, 200)
        .mapToObj(seed -> new Simulation(seed, problem, bug).run())
        .filter(faults -> !faults.isEmpty())
        .findFirst()
        .orElse(List.of());
  }

  private static Problem problem() throws Exception {
    return ProblemWire.wire(ProblemFiles.read(Files.readString(TUTORIAL), TUTORIAL.toString()));
  }
}
