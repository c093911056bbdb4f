package dev.continuum.datasets.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.continuum.datasets.file.PlacementFiles;
import dev.continuum.datasets.file.ProblemFiles;
import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.Evaluation;
import dev.continuum.model.evaluation.PlacementEvaluator;
import dev.continuum.model.placement.Placement;
import org.junit.jupiter.api.Test;

class TightnessTest {

  private static final PlacementProblem PROBLEM =
      ProblemFiles.read(
          """
          nodes:
            - id: full
              tier: EDGE
              capacity: {cpu_millicores: 1000, memory_mib: 120}
              prices: {per_request: 1.0e-7, per_gib_second_kept: 1.0e-5}
            - {id: idle, tier: EDGE, capacity: {cpu_millicores: 3000, memory_mib: 500}}
            - {id: cloud, tier: CLOUD}
          functions: [{id: f, memory_mib: 100, work_ms: 100}]
          apps: [{id: a, calls: [{id: f}]}]
          groups: [{id: g, app: a, point: full, devices: 5, rate_per_s: 1}]
          """,
          "tight.yaml");

  @Test
  void sharesAreThoseOfTheCostAndOfTheNodesWithALimit() {
    Tightness tightness = of("{function: f, node: full, instances: 1}");

    // 20 MiB are left, no room for another instance; the cloud has no limit.
    assertThat(tightness.nodesAtLimit()).isEqualTo(0.5);
    // 5 × 0.1 busy cores of 4.
    assertThat(tightness.cpuUse()).isCloseTo(0.125, within(1e-9));
    double latency = 5 * 3600 * 100 * 1e-7;
    double warm = 3600 * 100 / 1024.0 * 1e-5;
    double money = 5 * 3600 * 1e-7;
    double all = latency + warm + money;
    assertThat(tightness.latency()).isCloseTo(latency / all, within(1e-5));
    assertThat(tightness.warmMemory()).isCloseTo(warm / all, within(1e-5));
    assertThat(tightness.money()).isCloseTo(money / all, within(1e-5));
    assertThat(tightness.isTight()).isFalse();
  }

  @Test
  void roomForAnInstanceIsNoLimit() {
    assertThat(of("").nodesAtLimit()).isZero();
  }

  private static Tightness of(String warm) {
    Placement placement =
        PlacementFiles.read(
            """
            routes: [{group: g, devices: 5, calls: [{call: f, node: full}]}]
            warm: [%s]
            """
                .formatted(warm),
            "p.yaml",
            PROBLEM);
    Evaluation evaluation = PlacementEvaluator.evaluate(PROBLEM, placement);
    return Tightness.of(PROBLEM, evaluation);
  }
}
