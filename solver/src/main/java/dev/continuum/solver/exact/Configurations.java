package dev.continuum.solver.exact;

import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.RouteSpace;
import dev.continuum.solver.natives.Natives;
import dev.continuum.solver.search.AdaptiveTurns;
import dev.continuum.solver.search.Backend;
import dev.continuum.solver.search.Improver;
import dev.continuum.solver.search.Search;
import dev.continuum.solver.search.Together;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Places whole sites at once: each node takes one of its configurations and blocks of calls go
 * where these leave room, by an integer program over the places that matter for each group. Prices
 * of its linear relaxation start a bound that counts every place. What the program finds is added
 * route by route, so rules that it leaves out still hold. For problems with too many routes to
 * write down.
 */
public final class Configurations implements Backend {

  static final String NAME = "configurations";
  private static final int MOST_GROUPS = 3_000;

  private static final double FAR = 0.01;

  /** Where the program is large, others go on in turns of a tenth of the time that is left. */
  private static final int MOST_TURNS = 8;

  /** Of the time. */
  private static final double SHARE_OF_OTHERS = 0.1;

  /** To run all calls of a group in one place. */
  private static final int MOST_WAYS = 81;

  /** Problems with fewer routes are written down route by route, where calls are many. */
  private static final long FEWEST_ROUTES = 2_000;

  /** Where they are few. */
  private static final long FEWEST_ROUTES_OF_FEW = 300;

  private final Backend opening;
  private final Function<BooleanSupplier, Backend> meanwhile;
  private final Function<Search, Improver> kicks;
  private final Backend prices;
  private final Backend other;
  private final long fewestRoutes;
  private final long fewestOfFew;

  /**
   * For problems that {@link Exact} cannot write down, or not solve.
   *
   * @param opening makes the first placement, while the program is written down if threads allow
   * @param meanwhile goes on after that, for as long as the program is being written down
   * @param kicks improve what is placed, by turns with rounds over regions
   * @param prices bound it as well, where the program's own prices leave much open
   * @param other makes it where nodes have too many configurations or none, or time is too short
   */
  public Configurations(
      Backend opening,
      Function<BooleanSupplier, Backend> meanwhile,
      Function<Search, Improver> kicks,
      Backend prices,
      Backend other) {
    this(opening, meanwhile, kicks, prices, other, FEWEST_ROUTES, FEWEST_ROUTES_OF_FEW);
  }

  /** For problems with more routes than a number, or another where calls are few. */
  Configurations(
      Backend opening,
      Function<BooleanSupplier, Backend> meanwhile,
      Function<Search, Improver> kicks,
      Backend prices,
      Backend other,
      long fewestRoutes,
      long fewestOfFew) {
    this.opening = opening;
    this.meanwhile = meanwhile;
    this.kicks = kicks;
    this.prices = prices;
    this.other = other;
    this.fewestRoutes = fewestRoutes;
    this.fewestOfFew = fewestOfFew;
  }

  @Override
  public void run(Search search) {
    ProgramSize size = ProgramSize.of(search.problem());
    if (!worthwhile(search, size)) {
      other.run(search);
      return;
    }
    NodeFunctions functions = new NodeFunctions(search.problem());
    if (!functions.anyConfigured() || (functions.anyPatterns() && !size.fitsWithPatterns(search))) {
      other.run(search);
      return;
    }
    Natives.begin();
    try (ProgramWriting writing =
        new ProgramWriting(search, functions, size, Together.sideBySide(search))) {
      write(search, writing);
      boolean branches = size.leavesTimeToBranch(search) && !functions.anyPatterns();
      writing.work().ifPresent(work -> work(search, work, branches));
    }
  }

  /** Writes the program down beside a first placement, which others improve until it is there. */
  private void write(Search search, ProgramWriting writing) {
    boolean together = Together.sideBySide(search);
    Together.run(
        search,
        List.of(
            it -> {
              opening.run(it);
              if (together) {
                writing.help();
                for (int i = 0; i < (writing.isLong() ? MOST_TURNS : 1) && writing.goesOn(); i++) {
                  meanwhile.apply(writing::goesOn).run(it);
                }
              }
            },
            unused -> writing.write()));
  }

  private void work(Search search, SiteWork work, boolean branches) {
    if (!Together.sideBySide(search)) {
      Together.inOrder(
          search,
          List.of(
              work::place,
              work::price,
              it -> work.prove(it, it::over),
              work::placeElsewhere,
              it -> {
                if (branches) {
                  work.count(it, halfway(it));
                }
              },
              it -> rounds(work, it, 0).run(it, () -> !it.over(), 0),
              work::search));
      return;
    }
    // The tree has the program once it is not needed to place.
    CompletableFuture<Void> free = new CompletableFuture<>();
    Together.run(
        search,
        List.of(
            it -> {
              Improver rounds = rounds(work, it, 1);
              work.prove(it, () -> it.over() || (branches && free.isDone()));
              rounds.run(it, () -> branches && !it.over() && !free.isDone(), 0);
              if (branches) {
                var unused = free.join();
                work.count(it, it::over);
              }
              work.search(it);
              if (it.allOnTime() && !it.nearlyProven()) {
                prices.run(it);
              }
              rounds.run(it, () -> !it.over(), 0);
            },
            it -> {
              try {
                work.place(it);
                work.price(it);
              } finally {
                var unused = free.complete(null);
              }
              others(it);
              if (!branches) {
                work.placeElsewhere(it);
              }
              byTurns(work, it);
            }));
  }

  /** Half of the time is for who comes after it. */
  private static BooleanSupplier halfway(Search search) {
    BooleanSupplier on = search.onFor(0.5);
    return () -> !on.getAsBoolean();
  }

  /** The same rounds go on each time. */
  private static Improver rounds(SiteWork work, Search search, int stream) {
    SiteRounds rounds = work.rounds(search, stream);
    return (it, on, unused) -> rounds.run(NAME, on);
  }

  /** Rounds and kicks, until rounds find nothing more. */
  private void byTurns(SiteWork work, Search search) {
    AtomicBoolean done = new AtomicBoolean();
    Improver rounds = rounds(work, search, 0);
    Improver kick = kicks.apply(search);
    Improver first =
        (it, on, stream) -> {
          rounds.run(it, on, stream);
          done.set(on.getAsBoolean());
        };
    Improver second =
        (it, on, stream) -> {
          if (!done.get()) {
            kick.run(it, on, stream);
          }
        };
    AdaptiveTurns.run(search, List.of(first, second));
  }

  /** Where the first dive ended far from the bound, others go on from it for a little. */
  private void others(Search search) {
    if (search.gap() > FAR && search.gap() < Double.POSITIVE_INFINITY) {
      meanwhile.apply(search.onFor(SHARE_OF_OTHERS)).run(search);
    }
  }

  private boolean worthwhile(Search search, ProgramSize size) {
    return search.problem().groups().stream().allMatch(Configurations::applies)
        && size.routes() > (size.isFew() ? fewestOfFew : fewestRoutes)
        && search.problem().groups().size() <= MOST_GROUPS
        && size.fits(search);
  }

  /**
   * Whether a group's devices are whole, a few of its calls have a choice, those without run on the
   * device, and a place has few ways to run them.
   */
  static boolean applies(CompiledGroup group) {
    RouteSpace routes = group.routes;
    int free = Split.freeCalls(routes).length;
    if (group.divisible || free == 0 || free > Split.MOST_CALLS) {
      return false;
    }
    long ways = 1;
    for (int call = 0; call < routes.calls(); call++) {
      int options = routes.options(call);
      if (options == 0 || (options == 1 && routes.node(call, 0) != RouteSpace.LOCAL)) {
        return false;
      }
      ways *= ProgramSize.ways(routes, call);
    }
    return ways <= MOST_WAYS;
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
    for (int[] pair : Split.joined(group.routes)) {
      shape.append(pair[0]).append('>').append(pair[1]).append(' ');
    }
    return shape.toString();
  }
}
