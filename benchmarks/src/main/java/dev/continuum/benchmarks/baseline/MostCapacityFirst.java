package dev.continuum.benchmarks.baseline;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.topology.Tier;
import dev.continuum.solver.compiled.CompiledGroup;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * Most capacity first: each user in turn goes to the active edge server in reach with most capacity
 * left, else to the inactive one with most. Users of a group, being alike, go together as far as
 * they fit. A server covers the groups whose route to it is allowed and not late.
 *
 * <p>P. Lai et al., Cost-effective app user allocation in an edge computing environment, IEEE
 * Transactions on Cloud Computing (2020).
 */
final class MostCapacityFirst implements Baseline {

  @Override
  public String name() {
    return "mcf";
  }

  @Override
  public Answer plan(PlacementProblem problem, Budget budget) {
    Ground ground = new Ground(problem);
    for (CompiledGroup group : ground.groups()) {
      IntStream.range(0, ground.nodes())
          .filter(node -> ground.tier(node) == Tier.EDGE)
          .boxed()
          .sorted(
              Comparator.comparing((Integer node) -> !ground.active(node))
                  .thenComparingDouble(node -> -ground.freeNanocores(node)))
          .map(node -> ground.coveredRoute(group, node))
          .flatMap(Optional::stream)
          .forEach(route -> ground.fill(group, route));
    }
    return new Answer.Placed(ground.placement(), OptionalLong.empty(), "");
  }
}
