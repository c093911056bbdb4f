package dev.continuum.solver.exact;

import dev.continuum.solver.Level;
import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.RouteJudge;
import dev.continuum.solver.compiled.RouteSpace;
import dev.continuum.solver.search.Improver;
import dev.continuum.solver.search.Search;
import dev.continuum.solver.state.CompiledPlacement;
import dev.continuum.solver.state.RouteShare;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * Fix and optimise: all groups keep their routes but a few related ones, which choose again among
 * the routes of the pool by integer programming, with every instance and artifact free. S. Pochet,
 * L. A. Wolsey, Production Planning by Mixed Integer Programming, 2006, section 3.6; S. Helber, F.
 * Sahling 2010, DOI 10.1016/j.ijpe.2009.08.022. The neighbourhood grows while it is solved quickly
 * and shrinks while it is not.
 */
public final class Neighbourhoods implements Improver {

  private static final Duration ROUND = Duration.ofMillis(1_500);
  private static final double STEPS_PER_ROUND = 50;
  private static final int FEWEST_FREE = 6;

  @Override
  public void run(Search search, BooleanSupplier on, long stream) {
    if (search.incumbent().isEmpty() || search.problem().groups().isEmpty()) {
      return;
    }
    SplittableRandom random = new SplittableRandom(search.options().seed() + stream);
    int groups = search.problem().groups().size();
    double free = Math.min(groups, 40);
    LocalSearch local = new LocalSearch(search, random.split(), on);
    while (on.getAsBoolean()) {
      local.run();
      if (!on.getAsBoolean()) {
        return;
      }
      search.budget().step();
      boolean solved = round(search, random, (int) free);
      free = Math.clamp(solved ? free * 1.15 : free * 0.8, Math.min(FEWEST_FREE, groups), groups);
    }
  }

  /** One neighbourhood; returns whether it was solved to the end. */
  private boolean round(Search search, SplittableRandom random, int freeGroups) {
    CompiledProblem problem = search.problem();
    CompiledPlacement incumbent = search.incumbent().orElseThrow();
    boolean[] free = choose(problem, incumbent, random, freeGroups);
    List<Column> columns = new ArrayList<>();
    List<Long> least = new ArrayList<>();
    for (CompiledGroup group : problem.groups()) {
      addColumns(search, incumbent, group, free[group.index], columns, least);
    }
    Encoding encoding =
        new Encoding(problem, columns, least.stream().mapToLong(Long::longValue).toArray());
    for (Level level : Level.values()) {
      long value = Search.value(incumbent.score(), level);
      boolean last = level == Level.COST;
      if (last || value > search.bound(level).micros()) {
        Rounds rounds = new Rounds(search, encoding, level, false);
        ModelSolver.Outcome outcome =
            Exact.solver(problem)
                .minimise(
                    encoding.model,
                    encoding.objective(level),
                    rounds.hint(),
                    limits(search),
                    rounds);
        return outcome.status() == ModelSolver.Status.OPTIMAL;
      }
      encoding.fix(level, value);
    }
    return true;
  }

  private static ModelSolver.Limits limits(Search search) {
    ModelSolver.Limits all = Exact.limits(search);
    return new ModelSolver.Limits(
        all.time().compareTo(ROUND) < 0 ? all.time() : ROUND,
        all.deterministic(),
        Exact.EFFORT_PER_STEP * STEPS_PER_ROUND,
        all.seed(),
        all.threads(),
        all.stop());
  }

  private static void addColumns(
      Search search,
      CompiledPlacement incumbent,
      CompiledGroup group,
      boolean free,
      List<Column> columns,
      List<Long> least) {
    List<int[]> seen = new ArrayList<>();
    RouteJudge judge = group.routes.judge();
    for (RouteShare share : incumbent.shares().get(group.index)) {
      int[] route = share.route();
      seen.add(route);
      columns.add(new Column(group.index, route, judge.costMicros(route), share.late()));
      least.add(free || group.divisible ? 0L : (long) share.devices());
    }
    if (!free) {
      return;
    }
    for (int[] route : search.pool().of(group.index)) {
      if (seen.stream().noneMatch(other -> Arrays.equals(other, route))) {
        long micros = judge.costMicros(route);
        boolean late = judge.missesDeadline(route);
        if (micros != RouteJudge.FORBIDDEN && !(late && judge.hardDeadline())) {
          columns.add(new Column(group.index, route, micros, late));
          least.add(0L);
        }
      }
    }
  }

  /** A random group and those that share most nodes with it, by their routes now. */
  private static boolean[] choose(
      CompiledProblem problem, CompiledPlacement incumbent, SplittableRandom random, int most) {
    boolean[] free = new boolean[problem.groups().size()];
    boolean[] nodes = new boolean[problem.nodes().size];
    int groups = free.length;
    int count = 0;
    int next = random.nextInt(groups);
    while (count < most) {
      free[next] = true;
      count++;
      mark(problem, incumbent, next, nodes);
      next = related(problem, incumbent, random, free, nodes);
      if (next < 0) {
        break;
      }
    }
    return free;
  }

  private static int related(
      CompiledProblem problem,
      CompiledPlacement incumbent,
      SplittableRandom random,
      boolean[] free,
      boolean[] nodes) {
    int groups = free.length;
    int start = random.nextInt(groups);
    int other = -1;
    for (int i = 0; i < groups; i++) {
      int g = (start + i) % groups;
      if (!free[g]) {
        if (touches(problem.groups().get(g), incumbent, nodes)) {
          return g;
        }
        other = other < 0 ? g : other;
      }
    }
    return other;
  }

  private static boolean touches(
      CompiledGroup group, CompiledPlacement incumbent, boolean[] nodes) {
    for (RouteShare share : incumbent.shares().get(group.index)) {
      int[] route = share.route();
      for (int call = 0; call < route.length; call++) {
        int node = group.routes.node(call, route[call]);
        if (node != RouteSpace.LOCAL && nodes[node]) {
          return true;
        }
      }
    }
    return false;
  }

  private static void mark(
      CompiledProblem problem, CompiledPlacement incumbent, int g, boolean[] nodes) {
    CompiledGroup group = problem.groups().get(g);
    for (RouteShare share : incumbent.shares().get(g)) {
      int[] route = share.route();
      for (int call = 0; call < route.length; call++) {
        int node = group.routes.node(call, route[call]);
        if (node != RouteSpace.LOCAL) {
          nodes[node] = true;
        }
      }
    }
  }
}
