package dev.continuum.solver.exact;

import dev.continuum.solver.BoundKind;
import dev.continuum.solver.Level;
import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.RouteJudge;
import dev.continuum.solver.compiled.RouteSpace;
import dev.continuum.solver.greedy.Construction;
import dev.continuum.solver.search.Backend;
import dev.continuum.solver.search.Search;
import dev.continuum.solver.search.Together;
import dev.continuum.solver.state.PlacementState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Places whole sites at once: each node takes one of its configurations and blocks of calls go
 * where these leave room, by an integer program over the places that matter for each group. Prices
 * of its linear relaxation start a bound that counts every place. What the program finds is added
 * route by route, so rules that it leaves out still hold. For problems with too many routes to
 * write down.
 */
public final class Configurations implements Backend {

  private static final String NAME = "configurations";
  private static final int MOST_GROUPS = 3_000;
  private static final long MOST_ITEMS = 2_000_000;
  private static final double SHARE_OF_TIME = 0.5;

  private final long fewestRoutes;

  /** For problems that {@link Exact} cannot write down. */
  public Configurations() {
    this(Exact.MOST_COLUMNS);
  }

  /** For problems with more routes than a number. */
  Configurations(long fewestRoutes) {
    this.fewestRoutes = fewestRoutes;
  }

  @Override
  public void run(Search search) {
    CompiledProblem problem = search.problem();
    if (!worthwhile(problem)) {
      return;
    }
    NodeFunctions functions = new NodeFunctions(problem);
    if (!functions.anyConfigured() || search.over()) {
      return;
    }
    List<GroupBlocks> blocks = blocks(problem, search.options().seed());
    ConfigurationModel model = new ConfigurationModel(problem, blocks, functions);
    try (ConfigurationDive dive = new ConfigurationDive(model)) {
      if (!dive.solve(search::over)) {
        return;
      }
      double[] prices = dive.prices();
      Together.run(
          search,
          List.of(
              it -> prove(it, blocks, functions, prices), it -> place(it, blocks, model, dive)));
    }
  }

  private boolean worthwhile(CompiledProblem problem) {
    long routes = 0;
    long items = 0;
    for (CompiledGroup group : problem.groups()) {
      if (!applies(group)) {
        return false;
      }
      routes += group.routes.size();
      items += (1L << Split.freeCalls(group.routes).length) * problem.nodes().size;
    }
    return routes > fewestRoutes && problem.groups().size() <= MOST_GROUPS && items <= MOST_ITEMS;
  }

  /**
   * Whether a group's devices are whole, a few of its calls have a choice, those without run on the
   * device, and no node has two options of one call.
   */
  static boolean applies(CompiledGroup group) {
    RouteSpace routes = group.routes;
    int free = Split.freeCalls(routes).length;
    if (group.divisible || free == 0 || free > Split.MOST_CALLS) {
      return false;
    }
    for (int call = 0; call < routes.calls(); call++) {
      int options = routes.options(call);
      if (options == 0 || (options == 1 && routes.node(call, 0) != RouteSpace.LOCAL)) {
        return false;
      }
      for (int option = 0; option < options; option++) {
        if (routes.nextAt(call, option) >= 0) {
          return false;
        }
      }
    }
    return true;
  }

  static List<GroupBlocks> blocks(CompiledProblem problem, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, Split> splits = new HashMap<>();
    Map<String, Object> cuts = new HashMap<>();
    List<GroupBlocks> blocks = new ArrayList<>();
    for (CompiledGroup group : problem.groups()) {
      Split split = splits.computeIfAbsent(shape(group), unused -> new Split(group.routes));
      blocks.add(new GroupBlocks(problem, group, split, random, cuts));
    }
    return blocks;
  }

  private static String shape(CompiledGroup group) {
    StringBuilder shape = new StringBuilder();
    for (int call : Split.freeCalls(group.routes)) {
      shape.append(call).append(' ');
    }
    RouteJudge judge = group.routes.judge();
    for (int edge : group.routes.freeEdges()) {
      shape.append(judge.transferFrom(edge)).append('>').append(judge.transferTo(edge)).append(' ');
    }
    return shape.toString();
  }

  /** Climbs from the linear program's prices, if no placement can be better on earlier levels. */
  private static void prove(
      Search search, List<GroupBlocks> blocks, NodeFunctions functions, double[] prices) {
    if (search.allOnTime()) {
      BlockDual dual = new BlockDual(search.problem(), blocks, functions);
      new BlockAscent(dual, prices)
          .run(
              () -> search.incumbent().orElseThrow().score().costMicros(),
              search::over,
              value -> {
                search.budget().step();
                search.prove(Level.COST, (long) Math.ceil(value), BoundKind.DUAL, NAME);
              });
    }
  }

  private static void place(
      Search search, List<GroupBlocks> blocks, ConfigurationModel model, ConfigurationDive dive) {
    if (dive.dive(search::over)) {
      var unused =
          new MixedInteger()
              .minimise(
                  model.model,
                  model.objective(),
                  new double[0],
                  limits(search),
                  new ModelSolver.Progress() {
                    @Override
                    public void solution(double[] values) {
                      offer(search, blocks, values);
                    }

                    @Override
                    public void bound(long value) {
                      // Neither all places nor all configurations are left: it proves nothing.
                    }
                  });
    }
  }

  private static ModelSolver.Limits limits(Search search) {
    ModelSolver.Limits all = Exact.limits(search);
    return new ModelSolver.Limits(
        Duration.ofNanos((long) (all.time().toNanos() * SHARE_OF_TIME)),
        all.deterministic(),
        all.effort(),
        all.seed(),
        all.threads(),
        all.stop());
  }

  private static void offer(Search search, List<GroupBlocks> blocks, double[] values) {
    CompiledProblem problem = search.problem();
    PlacementState state = new PlacementState(problem);
    for (GroupBlocks of : blocks) {
      new BlockRoutes(of, values).addTo(state);
    }
    Construction repair = new Construction(problem, state);
    repair.spread();
    for (CompiledGroup group : problem.groups()) {
      var unused = repair.serve(group);
    }
    if (state.complete()) {
      var unused = search.offer(state.snapshot(), NAME);
    }
  }
}
