package dev.continuum.solver.volume;

import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.price.PriceCore;
import dev.continuum.solver.search.AdaptiveTurns;
import dev.continuum.solver.search.Backend;
import dev.continuum.solver.search.Improver;
import dev.continuum.solver.search.Search;
import dev.continuum.solver.search.Together;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Bounds and improves placements of the full model: prices of what clients ask at each point, then
 * of every call on every node from these on, and kicks of pools from the best placement. Another
 * bounds problems with few groups before, and takes those it does not suit.
 */
public final class CallImprovement implements Backend {

  private static final String NAME = "calls";

  /** Fewer are bounded better group by group. */
  private static final int FEWEST_GROUPS = 100;

  /** Fewer are improved better route by route alone. */
  private static final int FEWEST_GROUPS_BY_TURNS = 60;

  /** More take long to write down, however few of them choose again. */
  private static final int MOST_GROUPS_BY_TURNS = 200;

  /** Of random numbers: others come before. */
  private static final long FIRST_STREAM = 2;

  private static final double SHARE_OF_PRICES = 0.5;

  /**
   * A place of a call beside a place of the next: 0.4 to 15 ns were measured on cities and regions
   * of 40 to 500 sites, the less the better the prices are.
   */
  private static final double LOOK_NANOS = 10;

  /** That have to fit: the first, as it knows whole routes, may raise the bound by 4 %. */
  private static final double FEWEST_STEPS = 1;

  /** Where others wait for it to end: each step is a small part of the time. */
  private static final double MANY_STEPS = 120;

  /** Of the time and steps, where others come after it. */
  private static final double SHARE = 0.5;

  /** Of the time, to improve and for a bound in case what others prepare does not come. */
  private static final double SHARE_OF_KICKS = 0.1;

  private static final double SHARE_OF_BOUND = 0.05;

  private static final double SHARE_OF_PRICES_MEANWHILE = 0.1;

  private final Backend other;

  /** With what bounds all other problems. */
  public CallImprovement(Backend other) {
    this.other = other;
  }

  /** Kicks beside who bounds, by turns with who improves all other problems by itself. */
  public static Backend kicks(Improver other) {
    return search -> {
      int groups = search.problem().groups().size();
      if (Together.sideBySide(search) && groups >= FEWEST_GROUPS_BY_TURNS && suits(search)) {
        Improver kicks = kicks(search);
        if (groups <= MOST_GROUPS_BY_TURNS) {
          AdaptiveTurns.run(search, List.of(kicks, other));
        } else {
          kicks.run(search, () -> !search.over(), 0);
        }
      } else {
        other.run(search, () -> !search.over(), 0);
      }
    };
  }

  /** Kicks alone, for who takes turns with them; what they need to know is worked out once. */
  public static Improver kicks(Search search) {
    if (!CallRounds.suits(search.problem())) {
      return (it, on, stream) -> {};
    }
    Blocks blocks = blocks(search);
    return (it, on, stream) -> {
      if (suits(it)) {
        kick(it, blocks, FIRST_STREAM + stream, on);
      }
    };
  }

  /** Kicks for a little and bounds what nobody has, as long as told, while others prepare. */
  public static Backend meanwhile(BooleanSupplier on) {
    return search -> {
      if (on.getAsBoolean() && suits(search)) {
        Blocks blocks = blocks(search);
        BooleanSupplier some = search.onFor(SHARE_OF_KICKS);
        kick(search, blocks, 1, () -> on.getAsBoolean() && some.getAsBoolean());
        if (on.getAsBoolean() && !search.over() && search.gap() == Double.POSITIVE_INFINITY) {
          bound(search, blocks, on);
        }
      }
    };
  }

  /** By prices of points for a little, then by those of nodes, if they could rise in time. */
  private static void bound(Search search, Blocks blocks, BooleanSupplier on) {
    BooleanSupplier little = search.onFor(SHARE_OF_BOUND);
    try (Chunks chunks = chunks(search)) {
      PoolAscent ascent = PoolAscent.of(blocks, chunks);
      ascent.run(search, () -> on.getAsBoolean() && little.getAsBoolean(), NAME);
      if (on.getAsBoolean() && isQuick(search, MANY_STEPS)) {
        BooleanSupplier more = search.onFor(SHARE_OF_PRICES_MEANWHILE);
        PriceCore.from(ascent.firstPrices())
            .run(search, () -> on.getAsBoolean() && more.getAsBoolean());
      }
    }
  }

  @Override
  public void run(Search search) {
    boolean own = isMany(search) && suits(search) && !search.problem().anyDivisible();
    if (!own) {
      other.run(search);
    }
    if (!search.over() && suits(search)) {
      Blocks blocks = blocks(search);
      if (own && !search.nearlyProven()) {
        prove(search, blocks);
      }
      kick(
          search,
          blocks,
          1,
          Together.sideBySide(search) ? () -> !search.over() : search.onFor(SHARE));
    }
  }

  private static boolean isMany(Search search) {
    return search.problem().groups().size() >= FEWEST_GROUPS;
  }

  private static boolean suits(Search search) {
    return search.incumbent().isPresent()
        && search.allOnTime()
        && CallRounds.suits(search.problem());
  }

  private static Chunks chunks(Search search) {
    return new Chunks(search.problem().groups().size(), 1);
  }

  private static Blocks blocks(Search search) {
    Tiers tiers = new Tiers(search.problem());
    try (Chunks chunks = chunks(search)) {
      return new Blocks(search.problem(), tiers, new Distances(search.problem(), tiers), chunks);
    }
  }

  /**
   * Prices of points are few and rise fast; those of nodes know the whole way of a route. Divisible
   * groups are left to another.
   */
  private static void prove(Search search, Blocks blocks) {
    try (Chunks chunks = chunks(search)) {
      PoolAscent ascent = PoolAscent.of(blocks, chunks);
      if (Together.sideBySide(search) && isQuick(search, FEWEST_STEPS)) {
        ascent.runWhileItPays(search, () -> !search.over(), NAME);
        if (isQuick(search, FEWEST_STEPS)) {
          PriceCore.from(ascent.firstPrices()).run(search);
        } else {
          ascent.run(search, () -> !search.over(), NAME);
        }
      } else {
        BooleanSupplier half = search.onFor(SHARE_OF_PRICES);
        ascent.run(search, Together.sideBySide(search) ? () -> !search.over() : half, NAME);
      }
    }
  }

  /**
   * Whether prices of nodes could take enough steps in time: each looks at every pair of places.
   */
  private static boolean isQuick(Search search, double steps) {
    double looks = 0;
    for (CompiledGroup group : search.problem().groups()) {
      for (int v = 0; v < group.routes.calls(); v++) {
        looks += (double) group.routes.options(v) * group.routes.options(v);
      }
    }
    return looks * LOOK_NANOS * steps <= search.budget().remaining().toNanos();
  }

  private static void kick(Search search, Blocks blocks, long stream, BooleanSupplier on) {
    CallPlan plan = CallPlan.of(blocks, search.incumbent().orElseThrow());
    if (plan.size() == 0) {
      return;
    }
    new CallRounds(search, blocks, plan, search.options().seed() + stream).kicks(on);
  }
}
