package dev.continuum.benchmarks.baseline;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.topology.Tier;
import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.RouteSpace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntPredicate;

/**
 * Group after group, every device goes to the first place of a list that has room for it. Trivial
 * on purpose; linear in groups × nodes but for the sorting.
 *
 * @param name what users call it
 * @param groups in which order groups are served
 * @param places in which order a group's places are tried; {@link RouteSpace#LOCAL} is the device
 */
record RuleOfThumb(
    String name,
    Function<Ground, List<CompiledGroup>> groups,
    BiFunction<Ground, CompiledGroup, List<Integer>> places)
    implements Baseline {

  /** The nearest edge node with room; ties to the cheaper. */
  static RuleOfThumb nearestEdge() {
    return new RuleOfThumb(
        "nearest-edge",
        Ground::groups,
        (ground, group) -> nearest(ground, group, node -> ground.tier(node) == Tier.EDGE));
  }

  /** The nearest cloud region with room, never an edge or device but for pinned calls. */
  static RuleOfThumb cloudOnly() {
    return new RuleOfThumb(
        "cloud-only",
        Ground::groups,
        (ground, group) -> nearest(ground, group, node -> ground.tier(node) == Tier.CLOUD));
  }

  /** The client's own device, or nothing. */
  static RuleOfThumb deviceOnly() {
    return new RuleOfThumb(
        "device-only", Ground::groups, (ground, group) -> List.of(RouteSpace.LOCAL));
  }

  /**
   * First-fit decreasing: who takes most CPU first, on the first node by id with room, edges before
   * clouds.
   *
   * @see <a href="https://doi.org/10.1137/0203025">D. S. Johnson et al., Worst-case performance
   *     bounds for simple one-dimensional packing algorithms, SIAM J. Computing 3 (1974)</a>
   */
  static RuleOfThumb firstFitDecreasing() {
    return new RuleOfThumb(
        "first-fit-decreasing",
        Ground::largestFirst,
        (ground, group) ->
            nodes(ground, node -> true).stream()
                .sorted(Comparator.comparing(ground::tier))
                .toList());
  }

  @Override
  public Answer plan(PlacementProblem problem, Budget budget) {
    Ground ground = new Ground(problem);
    for (CompiledGroup group : groups.apply(ground)) {
      for (int place : places.apply(ground, group)) {
        if (ground.unserved(group) <= 0) {
          break;
        }
        ground.route(group, place).ifPresent(route -> ground.fill(group, route));
      }
    }
    return new Answer.Placed(ground.placement(), OptionalLong.empty(), "");
  }

  /** Nodes in ascending order of delay, then of what they cost. */
  private static List<Integer> nearest(Ground ground, CompiledGroup group, IntPredicate which) {
    return nodes(ground, which).stream()
        .filter(node -> ground.route(group, node).isPresent())
        .sorted(
            Comparator.comparingDouble((Integer node) -> ground.delayMicros(group, node))
                .thenComparingLong(
                    node -> group.routes.judge().costMicros(ground.route(group, node).get())))
        .toList();
  }

  private static List<Integer> nodes(Ground ground, IntPredicate which) {
    List<Integer> nodes = new ArrayList<>();
    for (int node = 0; node < ground.nodes(); node++) {
      if (which.test(node)) {
        nodes.add(node);
      }
    }
    return nodes;
  }
}
