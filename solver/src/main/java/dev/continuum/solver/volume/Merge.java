package dev.continuum.solver.volume;

import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.state.CompiledPlacement;
import dev.continuum.solver.state.PlacementState;
import dev.continuum.solver.state.RouteShare;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What two searches changed since they had the same placement, put together. */
final class Merge {

  /** Micro-units. */
  private static final double LEAST_GAIN = 1;

  private Merge() {}

  /**
   * Groups that one changed and the other did not go where the one has them, in the other's
   * placement.
   *
   * @param base what both began with
   * @return a placement that costs less than the other's, or nothing where that does not come of it
   */
  static Optional<CompiledPlacement> of(
      CompiledProblem problem,
      CompiledPlacement base,
      CompiledPlacement one,
      CompiledPlacement other) {
    int[] moved =
        IntStream.range(0, problem.groups().size())
            .filter(g -> differs(base, one, g) && !differs(base, other, g))
            .toArray();
    if (moved.length == 0) {
      return Optional.empty();
    }
    PlacementState state = PlacementState.of(problem, other);
    double before = state.cost();
    for (int group : moved) {
      var unused = state.clear(group);
    }
    for (int group : moved) {
      for (RouteShare share : one.shares().get(group)) {
        if (!state.put(group, share)) {
          return Optional.empty();
        }
      }
    }
    return state.complete() && state.cost() < before - LEAST_GAIN
        ? Optional.of(state.snapshot())
        : Optional.empty();
  }

  private static boolean differs(CompiledPlacement a, CompiledPlacement b, int group) {
    List<RouteShare> of = a.shares().get(group);
    return !RouteShare.alike(of, b.shares().get(group));
  }
}
