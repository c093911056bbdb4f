package dev.continuum.solver.price;

import dev.continuum.solver.BoundKind;
import dev.continuum.solver.Level;
import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.greedy.Greedy;
import dev.continuum.solver.greedy.Guide;
import dev.continuum.solver.greedy.RuinAndRecreate;
import dev.continuum.solver.search.Backend;
import dev.continuum.solver.search.Search;
import dev.continuum.solver.state.PlacementState;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Proves bounds on cost by prices, for searches whose incumbent serves every device on time: then
 * no better placement leaves one unserved or late, and the relaxation that forbids both is valid.
 */
public final class PriceCore implements Backend {

  /** Prices of another relaxation, from which an ascent begins. Any are valid, good ones near. */
  public interface FirstPrices {

    /**
     * What an option of a call pays its node, micro-units per hour and device; not a number where
     * that is what its instances cost at best.
     */
    double pays(CompiledGroup group, int call, int option);

    /** What CPU is worth on a node, micro-units per hour and nanocore. */
    double perCpu(int node);
  }

  private static final String NAME = "prices";
  private static final long MOST_ITEMS = 20_000_000;
  private static final int MOST_ITERATIONS = 2_000;
  private static final int FIRST_CONSTRUCTION = 10;
  private static final double LEARNING_RATE = 0.1;
  private static final int ROUTES_PER_OFFER = 12;

  /** Good prices are near the best ones: long steps would lose them. */
  private static final double NEAR_SCALE = 0.2;

  private final @Nullable FirstPrices first;

  /** From prices at which no pool pays. */
  public PriceCore() {
    this(null);
  }

  private PriceCore(@Nullable FirstPrices first) {
    this.first = first;
  }

  /** From the prices of another relaxation, which has proven something; it makes no placements. */
  public static PriceCore from(FirstPrices first) {
    return new PriceCore(first);
  }

  @Override
  public void run(Search search) {
    run(search, () -> true);
  }

  /** For as long as told. */
  public void run(Search search, BooleanSupplier on) {
    CompiledProblem problem = search.problem();
    boolean outdone = first == null && search.nearlyProven();
    if (outdone || !allOnTime(search) || tooLarge(problem)) {
      return;
    }
    Items items = new Items(problem);
    if (!items.servable) {
      return;
    }
    BooleanSupplier stop = () -> search.over() || !on.getAsBoolean();
    Dual dual = new Dual(items, search.pool(), stop);
    Ascent ascent =
        first == null
            ? new Ascent(dual, Start.prices(items), 1)
            : new Ascent(dual, Start.prices(items, first), NEAR_SCALE);
    Guide guide = new Guide(problem.pairs().size());
    int nextConstruction = FIRST_CONSTRUCTION;
    ascent.shiftTogether(() -> !stop.getAsBoolean());
    prove(search, ascent.bestValue());
    long most = Math.min(MOST_ITERATIONS, search.budget().stepsLeft() / 2);
    for (int i = 0; i < most && !stop.getAsBoolean() && !ascent.exhausted(); i++) {
      search.budget().step();
      ascent.step(target(search));
      prove(search, ascent.bestValue());
      ascent.teach(guide, LEARNING_RATE);
      if (first == null && i == nextConstruction) {
        construct(search, guide);
        ascent.offerSimpleRoutes(search.pool(), ROUTES_PER_OFFER);
        nextConstruction *= 2;
      }
    }
  }

  private static void construct(Search search, Guide guide) {
    CompiledProblem problem = search.problem();
    PlacementState state = Greedy.construct(search, guide);
    RuinAndRecreate improvement =
        new RuinAndRecreate(problem, state, new SplittableRandom(search.options().seed()));
    for (int round = 0; round < problem.groups().size() && !search.over(); round++) {
      search.budget().step();
      improvement.round();
    }
    if (state.complete()) {
      search.offer(state.snapshot(), NAME);
    }
  }

  /** The incumbent's cost, if there is one to aim for. */
  private static OptionalDouble target(Search search) {
    return search
        .incumbent()
        .map(best -> OptionalDouble.of((double) best.score().costMicros()))
        .orElse(OptionalDouble.empty());
  }

  private static void prove(Search search, double value) {
    if (value > Long.MIN_VALUE / 4.0) {
      search.prove(Level.COST, roundedUp(value, search.problem()), BoundKind.DUAL, NAME);
    }
  }

  /** Costs of whole devices are integers. */
  private static long roundedUp(double value, CompiledProblem problem) {
    return (long) (problem.anyDivisible() ? Math.floor(value) : Math.ceil(value));
  }

  private static boolean allOnTime(Search search) {
    if (search.incumbent().isEmpty()) {
      return search.problem().groups().stream()
          .allMatch(group -> group.serveAll && !group.routes.judge().hasDeadline());
    }
    return search.allOnTime();
  }

  private static boolean tooLarge(CompiledProblem problem) {
    long items = 0;
    for (CompiledGroup group : problem.groups()) {
      for (int v = 0; v < group.routes.calls(); v++) {
        items += group.routes.options(v);
      }
    }
    return items > MOST_ITEMS;
  }
}
