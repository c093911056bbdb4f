package dev.continuum.model.evaluation;

import static dev.continuum.model.evaluation.CostTermTest.costsOnly;
import static dev.continuum.model.evaluation.Lab.N;
import static dev.continuum.model.evaluation.Lab.lab;
import static dev.continuum.model.evaluation.Lab.served;
import static dev.continuum.model.evaluation.Lab.warm;
import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.model.placement.Placement;
import dev.continuum.model.placement.Reconfiguration;
import dev.continuum.model.quantity.Bandwidth;
import dev.continuum.model.quantity.Memory;
import dev.continuum.model.topology.Link;
import dev.continuum.model.workload.Artifact;
import dev.continuum.model.workload.StartUpPath;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ReconfigurationTest {

  private static final long UNIT = 1_000_000;

  private static Lab changing(double second, double start, double moved) {
    return lab()
        .function(
            f ->
                f.withArtifact(new Artifact(new Memory(1_000_000), Optional.of(Lab.P)))
                    .withStartUp(
                        new StartUpPath(
                            Duration.ofSeconds(1), Duration.ofSeconds(99), Duration.ZERO)))
        .more(
            b ->
                b.link(
                        Link.of(Lab.P, N.point(), Duration.ofMillis(500))
                            .withBandwidth(Bandwidth.megabitsPerSecond(16), Bandwidth.UNLIMITED, 1))
                    .reconfiguration(
                        new Reconfiguration(
                            OptionalDouble.empty(), second, start, moved, Duration.ofHours(2)))
                    .current(served(4, 1)));
  }

  private static Evaluation fromNothing(Lab lab) {
    return lab.more(b -> b.current(Placement.EMPTY)).onNode(3);
  }

  @Test
  void acquisitionsArePricedByDownloadAndInstall() {
    // 0.5 s + 8 Mbit at 16 Mbit/s + 1 s = 2 s × 3 / 2 h.
    costsOnly(fromNothing(changing(3, 0, 0)), CostTerm.ACQUISITION, 3 * UNIT);
    costsOnly(changing(3, 0, 0).onNode(3), CostTerm.ACQUISITION, 0);
  }

  @Test
  void startsArePricedAgainstWhatRuns() {
    // (3 - 1) × 3 / 2 h.
    costsOnly(changing(0, 3, 0).onNode(3), CostTerm.STARTS, 3 * UNIT);
    costsOnly(changing(0, 3, 0).onNode(0), CostTerm.STARTS, 0);
  }

  @Test
  void movesArePricedByDevice() {
    // (10 - 4) × 3 / 2 h; leaving a node is free.
    costsOnly(changing(0, 0, 3).onNode(1), CostTerm.MOVES, 9 * UNIT);
    costsOnly(changing(0, 0, 3).onDevices(), CostTerm.MOVES, 0);
  }

  @Test
  void reconfigurationListsWhatChanges() {
    ReconfigurationEvaluation changes = fromNothing(changing(3, 0, 0)).reconfiguration();

    assertThat(changes.acquired()).hasSize(1);
    assertThat(changes.started()).containsExactly(warm("f", "n", 3));
    assertThat(changes.movedDevices()).isEqualTo(10);
    assertThat(changes.changes()).isEqualTo(14);
    assertThat(changes.costMicros()).isEqualTo(3 * UNIT);
    assertThat(changing(3, 0, 0).onDevices().reconfiguration().stopped())
        .containsExactly(warm("f", "n", 1));
  }

  @Test
  void withoutARunningPlacementNothingChanges() {
    Evaluation evaluation =
        lab()
            .more(
                b ->
                    b.reconfiguration(
                        new Reconfiguration(OptionalDouble.of(0), 1, 1, 1, Duration.ofHours(1))))
            .onNode(3);

    costsOnly(evaluation, CostTerm.STARTS, 0);
    assertThat(evaluation.reconfiguration()).isEqualTo(ReconfigurationEvaluation.NONE);
  }
}
