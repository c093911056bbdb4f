package dev.continuum.solver.exact;

import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.greedy.Construction;
import dev.continuum.solver.search.Search;
import dev.continuum.solver.state.PlacementState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Deals whole devices out after a dive. With every node and pool fixed the linear program is nearly
 * a transportation problem, whose vertices are whole; where one is not, SCIP deals. What comes of
 * it is added route by route, so rules that the program leaves out still hold.
 */
final class Deal {

  private static final Duration LONGEST = Duration.ofMillis(1_500);
  private static final double STEPS = 20;
  private static final double WHOLE = 1e-6;

  private final Search search;
  private final ConfigurationModel model;
  private final ConfigurationDive dive;
  private final Duration longest;

  private boolean hard;

  /** Of a dive that got to the end. */
  Deal(Search search, ConfigurationModel model, ConfigurationDive dive) {
    this(search, model, dive, LONGEST);
  }

  /** The same, where SCIP has so much time, or twice that where its first deal leaves more out. */
  Deal(Search search, ConfigurationModel model, ConfigurationDive dive, Duration longest) {
    this.longest = longest;
    this.search = search;
    this.model = model;
    this.dive = dive;
  }

  /** Adds the devices to what stands, and offers that; returns whether it is the best so far. */
  boolean offer(PlacementState state, String source) {
    return addTo(state) && offer(search, state, source);
  }

  /** Adds the devices to what stands, those that fit; returns whether they were dealt. */
  boolean addTo(PlacementState state) {
    double[] values = dive.values();
    if (!whole(values)) {
      List<double[]> found = dealt(values);
      if (found.isEmpty()) {
        return false;
      }
      values = found.getLast();
    }
    add(model.groups, values, state);
    return true;
  }

  /** Adds what a program's solution stands for to what stands, and offers that. */
  static boolean offer(
      Search search,
      List<GroupBlocks> groups,
      double[] values,
      PlacementState state,
      String source) {
    add(groups, values, state);
    return offer(search, state, source);
  }

  private static void add(List<GroupBlocks> groups, double[] values, PlacementState state) {
    for (GroupBlocks of : groups) {
      new BlockRoutes(of, values).addTo(state);
    }
  }

  /** Serves whatever is not yet served, and offers that; not if that takes longer than there is. */
  static boolean offer(Search search, PlacementState state, String source) {
    CompiledProblem problem = search.problem();
    Construction repair = new Construction(problem, state);
    repair.spread();
    for (CompiledGroup group : problem.groups()) {
      if (state.unserved(group.index) > 0 && search.over()) {
        return false;
      }
      var unused = repair.serve(group);
    }
    return state.complete() && search.offer(state.snapshot(), source);
  }

  private boolean whole(double[] values) {
    return model.groups.stream().allMatch(of -> whole(of, values));
  }

  private boolean whole(GroupBlocks of, double[] values) {
    return variables(of)
        .allMatch(
            v -> !model.model.whole(v) || Math.abs(values[v] - Math.rint(values[v])) <= WHOLE);
  }

  private static IntStream variables(GroupBlocks of) {
    return Stream.of(of.devices, of.partition, new int[] {of.unserved})
        .flatMapToInt(Arrays::stream);
  }

  /**
   * Groups whose devices are whole keep them, which leaves little to deal; all are dealt again
   * where then more devices go unserved than now.
   */
  private List<double[]> dealt(double[] values) {
    List<GroupBlocks> held = model.groups.stream().filter(of -> whole(of, values)).toList();
    List<double[]> found = dealt(held, values);
    double most = Math.ceil(unserved(values) - WHOLE);
    if (held.isEmpty()
        || search.over()
        || (!found.isEmpty() && unserved(found.getLast()) <= most)) {
      return found;
    }
    List<double[]> again = dealt();
    return again.isEmpty() ? found : again;
  }

  private List<double[]> dealt(List<GroupBlocks> held, double[] values) {
    held.forEach(of -> variables(of).forEach(v -> model.model.fix(v, Math.round(values[v]))));
    try {
      return dealt();
    } finally {
      held.forEach(of -> variables(of).forEach(v -> model.model.bound(v, 0, of.count)));
    }
  }

  private double unserved(double[] values) {
    return model.groups.stream().mapToDouble(of -> values[of.unserved]).sum();
  }

  private List<double[]> dealt() {
    List<double[]> found = new ArrayList<>();
    ModelSolver.Outcome outcome =
        new MixedInteger()
            .minimise(
                model.model,
                model.objective(),
                new double[0],
                limits(),
                new ModelSolver.Progress() {
                  @Override
                  public void solution(double[] values) {
                    found.add(values);
                  }

                  @Override
                  public void bound(long value) {
                    // Neither all places nor all configurations are left: it proves nothing.
                  }
                });
    hard |= outcome.status() != ModelSolver.Status.OPTIMAL;
    return found;
  }

  /** Whether SCIP had to deal and did not end. */
  boolean hard() {
    return hard;
  }

  private ModelSolver.Limits limits() {
    ModelSolver.Limits all = Exact.limits(search);
    return new ModelSolver.Limits(
        all.time().compareTo(longest) < 0 ? all.time() : longest,
        all.deterministic(),
        Exact.EFFORT_PER_STEP * STEPS,
        all.seed(),
        1,
        all.stop());
  }
}
