package dev.continuum.benchmarks.baseline;

import dev.continuum.model.PlacementProblem;
import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.RouteSpace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/**
 * The rule by which A3-E's middleware chooses a domain: latency relative to the worst candidate
 * against a constant power of the tier, highest score wins. Here both weights are 1 (its classes
 * FAST and LOW), a candidate's latency is what a request takes there with nobody waiting, and a
 * domain without room denies, so that the next one is tried. Battery, load and warm state do not
 * count, as published.
 *
 * @see <a href="https://doi.org/10.1145/3226644">L. Baresi, D. Filgueira Mendonça, M. Garriga, S.
 *     Guinea, G. Quattrocchi, A Unified Model for the Mobile-Edge-Cloud Continuum, ACM TOIT 19
 *     (2019)</a>
 */
final class A3eRule implements Baseline {

  private static final double SPREAD = 5;

  @Override
  public String name() {
    return "a3e";
  }

  /**
   * score(d) = [w_L((B-1)(1 - L/L_max) + 1) + w_C·B·P/P_max] / (w_L + w_C), B = 5; not a number
   * where both weights are 0.
   */
  static double score(
      double latencyWeight,
      double powerWeight,
      double latency,
      double mostLatency,
      double power,
      double mostPower) {
    double fast = (SPREAD - 1) * (1 - latency / mostLatency) + 1;
    return (latencyWeight * fast + powerWeight * SPREAD * power / mostPower)
        / (latencyWeight + powerWeight);
  }

  /** Its constants: device 1, edge 4, cloud 5. */
  private static double power(Ground ground, int place) {
    return place == RouteSpace.LOCAL
        ? 1
        : switch (ground.tier(place)) {
          case DEVICE -> 1;
          case EDGE -> 4;
          case CLOUD -> 5;
        };
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Candidate(int[] route, int place, double latency) {}

  @Override
  public Answer plan(PlacementProblem problem, Budget budget) {
    Ground ground = new Ground(problem);
    for (CompiledGroup group : ground.groups()) {
      List<Candidate> candidates = candidates(ground, group);
      double mostLatency = candidates.stream().mapToDouble(Candidate::latency).max().orElse(1);
      double mostPower =
          candidates.stream().mapToDouble(c -> power(ground, c.place())).max().orElse(1);
      candidates.stream()
          .sorted(
              Comparator.comparingDouble(
                  c ->
                      -score(
                          1,
                          1,
                          c.latency(),
                          Math.max(1, mostLatency),
                          power(ground, c.place()),
                          mostPower)))
          .forEach(c -> ground.fill(group, c.route()));
    }
    return new Answer.Placed(ground.placement(), OptionalLong.empty(), "");
  }

  private static List<Candidate> candidates(Ground ground, CompiledGroup group) {
    List<Candidate> candidates = new ArrayList<>();
    for (int place = RouteSpace.LOCAL; place < ground.nodes(); place++) {
      int at = place;
      ground
          .route(group, at)
          .ifPresent(
              route ->
                  candidates.add(new Candidate(route, at, ground.latencyMicros(group, route))));
    }
    return candidates;
  }
}
