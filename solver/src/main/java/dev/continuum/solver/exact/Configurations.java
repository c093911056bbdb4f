package dev.continuum.solver.exact;

import dev.continuum.solver.BoundKind;
import dev.continuum.solver.Level;
import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.RouteJudge;
import dev.continuum.solver.compiled.RouteSpace;
import dev.continuum.solver.natives.Natives;
import dev.continuum.solver.search.Backend;
import dev.continuum.solver.search.Search;
import dev.continuum.solver.search.Together;
import dev.continuum.solver.state.PlacementState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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

  /** Half of the open nodes at each step of the first dive: as good, and a second earlier. */
  private static final int FIRST_SHARE = 2;

  /** Problems with fewer routes are written down route by route. */
  private static final long FEWEST_ROUTES = 2_000;

  private final Backend opening;
  private final Backend other;
  private final long fewestRoutes;

  /**
   * For problems that {@link Exact} cannot write down, or not solve.
   *
   * @param opening makes the first placement, while the program is written down if threads allow
   * @param other makes it where nodes have too many configurations or none
   */
  public Configurations(Backend opening, Backend other) {
    this(opening, other, FEWEST_ROUTES);
  }

  /** For problems with more routes than a number. */
  Configurations(Backend opening, Backend other, long fewestRoutes) {
    this.opening = opening;
    this.other = other;
    this.fewestRoutes = fewestRoutes;
  }

  @Override
  public void run(Search search) {
    if (!worthwhile(search.problem())) {
      other.run(search);
      return;
    }
    NodeFunctions functions = new NodeFunctions(search.problem());
    if (!functions.anyConfigured()) {
      other.run(search);
      return;
    }
    Natives.begin();
    AtomicReference<Optional<SiteProgram>> written = new AtomicReference<>(Optional.empty());
    boolean together = Together.sideBySide(search);
    try {
      Together.run(
          search, List.of(opening, it -> written.set(SiteProgram.of(it, functions, together))));
      written.get().ifPresent(program -> work(search, program));
    } finally {
      written.get().ifPresent(SiteProgram::close);
    }
  }

  private static void work(Search search, SiteProgram program) {
    AtomicReference<Slack.@Nullable Prices> known = new AtomicReference<>();
    boolean together = Together.sideBySide(search);
    Together.run(
        search,
        List.of(
            it -> {
              prove(it, program, known);
              if (together) {
                branch(it, program);
                improve(it, program, known, 1);
              }
            },
            it -> {
              place(it, program);
              improve(it, program, known, 0);
              if (!together) {
                branch(it, program);
              }
            }));
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

  /** What each group's blocks may do; side by side if that is allowed, with the same outcome. */
  static List<GroupBlocks> blocks(CompiledProblem problem, long seed, boolean together) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, Split> splits = new HashMap<>();
    Map<String, Object> cuts = new ConcurrentHashMap<>();
    List<Supplier<GroupBlocks>> of = new ArrayList<>();
    for (CompiledGroup group : problem.groups()) {
      Split split = splits.computeIfAbsent(shape(group), unused -> new Split(group.routes));
      SplittableRandom own = random.split();
      of.add(() -> new GroupBlocks(problem, group, split, own, cuts));
    }
    Stream<Supplier<GroupBlocks>> all = together ? of.parallelStream() : of.stream();
    return all.map(Supplier::get).toList();
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
      Search search, SiteProgram program, AtomicReference<Slack.@Nullable Prices> known) {
    if (search.allOnTime()) {
      BlockDual dual = new BlockDual(search.problem(), program.blocks(), program.functions());
      SiteProgram.Relaxation start = program.relaxation();
      BlockBranches branches = new BlockBranches(dual, start.needs(), start.prices());
      branches.run(
          () -> search.incumbent().orElseThrow().score().costMicros(),
          search::over,
          value -> {
            search.budget().step();
            search.prove(Level.COST, (long) Math.ceil(value), BoundKind.DUAL, NAME);
            known.set(branches.prices());
          });
    }
  }

  private static void place(Search search, SiteProgram program) {
    ConfigurationDive dive = program.dive();
    dive.holdPools();
    if (dive.solve(search::over)
        && dive.dive(Double.POSITIVE_INFINITY, FIRST_SHARE, search::over)) {
      var unused =
          new Deal(search, program.model(), dive).offer(new PlacementState(search.problem()), NAME);
    }
  }

  private static void branch(Search search, SiteProgram program) {
    ConfigurationTree tree = new ConfigurationTree(search, program);
    if (tree.applies()) {
      tree.run(NAME);
    }
  }

  private static void improve(
      Search search,
      SiteProgram program,
      AtomicReference<Slack.@Nullable Prices> known,
      int stream) {
    if (search.incumbent().isPresent()) {
      SplittableRandom random = new SplittableRandom(search.options().seed() + stream);
      new SiteRounds(search, program, known::get, random).run(NAME);
    }
  }
}
