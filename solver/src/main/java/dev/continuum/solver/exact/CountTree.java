package dev.continuum.solver.exact;

import dev.continuum.solver.BoundKind;
import dev.continuum.solver.Level;
import dev.continuum.solver.exact.Counts.Count;
import dev.continuum.solver.exact.Counts.Counted;
import dev.continuum.solver.search.Search;
import dev.continuum.solver.state.PlacementState;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Branch and bound over counts: on how many nodes a function has so many instances, and how many a
 * pool keeps. A branch on one node moves the relaxation next door and hardly raises it; a branch on
 * all of them does, as only whole numbers of instances carry a load. What is counted is whole for
 * all nodes first, then for each. Leaves are looked at the least first; each has the prices of its
 * linear program, and what these prove of all places ({@link BlockDual}) is its bound. (Branching
 * on sums of columns: F. Vanderbeck 2011, DOI 10.1007/s10107-009-0334-1.)
 *
 * <p>Not thread-safe; used once.
 */
final class CountTree {

  /** Parts of a count that are rounding. */
  private static final double TOLERANCE = 1e-5;

  /** Of the cost: a pool that is worth less is as good as whole. */
  private static final double LITTLE = 1e-5;

  /** Of the cost: where less than it is proven, something is not seen. */
  private static final double MISSING = 1e-4;

  /** Less than this a dive need not gain, micro-units. */
  private static final double LEAST_GAIN_MICROS = 10;

  private static final int SHARE = 4;

  /** Of what counts pay, for sums in double precision. */
  private static final double OUTWARD = 1e-12;

  /** Leaves, which take a kilobyte each. */
  private static final int MOST_OPEN = 5_000;

  /** Of the time that is left: in so much the gap shrinks to this of what it was, or it ends. */
  private static final double SHARE_OF_PATIENCE = 0.35;

  private static final double LEAST_SHRINKING = 0.99;

  /** What is proven of a leaf, and by what it is branched. */
  private record Leaf(double proven, List<BranchLimits> sides) {}

  private final Search search;
  private final ConfigurationDive dive;
  private final BlockDual dual;
  private final Counts counts;
  private final Trial trial;
  private final PriorityQueue<Leaf> open =
      new PriorityQueue<>(Comparator.comparingDouble(Leaf::proven));

  /** The least of what is proven of leaves that have no branches. */
  private double closed = Double.POSITIVE_INFINITY;

  private int looked;

  /** Of a program over all sites that has been solved, and that nobody else uses. */
  CountTree(Search search, SiteProgram program, BlockDual dual) {
    this.search = search;
    this.dive = program.dive();
    this.dual = dual;
    counts =
        new Counts(
            program.functions(), search.problem().nodes().size, search.problem().pairs().functions);
    trial = new Trial(dive, counts);
  }

  /**
   * Goes on until all is proven, it is told to stop or what is left to prove hardly shrinks; only
   * while all devices are on time.
   */
  void run(BooleanSupplier stop) {
    look(BranchLimits.NONE, Double.NEGATIVE_INFINITY, stop);
    tell(stop);
    BooleanSupplier some = search.onFor(SHARE_OF_PATIENCE);
    double gap = search.gap();
    while (!open.isEmpty() && open.size() < MOST_OPEN && !stop.getAsBoolean()) {
      Leaf leaf = open.poll();
      for (BranchLimits side : leaf.sides) {
        look(side, leaf.proven, stop);
      }
      tell(stop);
      if (!some.getAsBoolean()) {
        if (search.gap() > LEAST_SHRINKING * gap) {
          return;
        }
        gap = search.gap();
        some = search.onFor(SHARE_OF_PATIENCE);
      }
    }
  }

  /** Tells what all leaves prove, unless one was left out as it was told to stop. */
  private void tell(BooleanSupplier stop) {
    if (stop.getAsBoolean()) {
      return;
    }
    search.budget().step();
    double least = Math.min(closed, open.isEmpty() ? closed : open.peek().proven);
    long all = Math.min((long) Math.ceil(least), cost());
    search.prove(Level.COST, all, BoundKind.TREE, Configurations.NAME);
  }

  private long cost() {
    return search.incumbent().orElseThrow().score().costMicros();
  }

  private void look(BranchLimits limits, double before, BooleanSupplier stop) {
    if (stop.getAsBoolean()) {
      return;
    }
    if (!dive.solve(limits, counts, stop)) {
      // What the simplex method finds of all placements is no proof.
      boolean none = before > Double.NEGATIVE_INFINITY && dive.isInfeasible(stop);
      closed = none ? closed : Math.min(closed, before);
      return;
    }
    double proven = proven(limits, before);
    boolean solved = true;
    if (proven < (1 - MISSING) * dive.micros()) {
      solved = new PlaceGeneration(dive).run(stop);
      proven = solved ? proven(limits, proven) : proven;
    }
    if (!solved) {
      closed = Math.min(closed, proven);
    } else if (Math.ceil(proven) < cost()) {
      add(limits, proven, stop);
    }
  }

  /** A leaf that may hold something better, at its solution. */
  private void add(BranchLimits limits, double proven, BooleanSupplier stop) {
    double micros = dive.micros();
    double[] values = dive.values();
    List<BranchLimits> sides = sides(limits, values, micros, proven, stop);
    if (sides.isEmpty()) {
      closed = Math.min(closed, proven);
    } else {
      open.add(new Leaf(proven, sides));
    }
    if (sides.isEmpty() || Integer.bitCount(++looked) == 1) {
      dive(limits, stop);
    }
  }

  /** What the prices of the last solution prove of a leaf, and no less than is proven before. */
  private double proven(BranchLimits limits, double before) {
    Map<Count, Double> prices = new HashMap<>(dive.countPrices());
    double paid = 0;
    double slack = 0;
    for (Map.Entry<Count, Double> each : dive.countPrices().entrySet()) {
      PoolLimits.Range range = limits.counts().getOrDefault(each.getKey(), PoolLimits.FREE);
      long count = each.getValue() > 0 ? range.most() : range.least();
      if (count == Long.MAX_VALUE) {
        prices.remove(each.getKey());
      } else {
        paid += each.getValue() * (double) count;
        slack += OUTWARD * Math.abs(each.getValue() * (double) count);
      }
    }
    double value =
        dual.evaluate(dive.prices(), dive.loadPrices(), limits.pools(), charges(prices))
            - paid
            - slack;
    return value > before ? value : before;
  }

  /** What each configuration of each node pays for what it adds to counts. */
  private double[][] charges(Map<Count, Double> prices) {
    int[][] chosen = dive.of().chosen;
    double[][] charges = new double[chosen.length][];
    for (int n = 0; n < charges.length; n++) {
      charges[n] = new double[chosen[n].length];
      for (Map.Entry<Count, Double> each : prices.entrySet()) {
        for (int k = 0; k < charges[n].length; k++) {
          charges[n][k] += each.getValue() * counts.of(each.getKey(), n, k);
        }
      }
    }
    return charges;
  }

  /** By what a leaf is branched: pools, then what the bound does not see of them, then counts. */
  private List<BranchLimits> sides(
      BranchLimits limits, double[] values, double micros, double proven, BooleanSupplier stop) {
    for (StepPools.Need need : dive.of().pools.needs(values)) {
      List<BranchLimits> sides =
          need.missing() > LITTLE * micros ? sidesOf(limits, need) : List.of();
      if (!sides.isEmpty()) {
        return sides;
      }
    }
    List<BranchLimits> ofPool =
        proven < (1 - MISSING) * micros ? sidesOfPool(limits, values, micros) : List.of();
    List<Counted> broken = counts.broken(dive.of(), values, TOLERANCE);
    return !ofPool.isEmpty() || broken.isEmpty()
        ? ofPool
        : Trial.sides(limits, trial.choose(limits, broken, micros, (double) cost(), stop));
  }

  /** With the instances that a pool needs, or fewer; none if that says nothing. */
  private List<BranchLimits> sidesOf(BranchLimits limits, StepPools.Need need) {
    long floor = search.problem().pairs().floor[search.problem().pairs().function(need.pair())];
    long fewer = need.instances() <= floor ? 0 : need.instances() - 1;
    List<BranchLimits> sides =
        Stream.of(
                limits.and(need.pair(), need.instances(), need.most()),
                limits.and(need.pair(), 0, fewer))
            .filter(BranchLimits::isPossible)
            .toList();
    return sides.contains(limits) ? List.of() : sides;
  }

  /**
   * By the pool that earns most, within its limits, beyond what it earns as the solution has it.
   */
  private List<BranchLimits> sidesOfPool(BranchLimits limits, double[] values, double micros) {
    StepPools.Need worst = null;
    double most = LITTLE * micros;
    for (StepPools.Need each : dive.of().pools.used(values)) {
      PoolLimits.Range as = new PoolLimits.Range(each.instances(), each.instances());
      double more =
          dual.poolMost(each.pair(), limits.pools().of(each.pair()))
              - dual.poolMost(each.pair(), as);
      if (more > most) {
        most = more;
        worst = each;
      }
    }
    if (worst == null) {
      return List.of();
    }
    long instances = worst.instances();
    return Stream.of(
            limits.and(worst.pair(), instances, instances),
            limits.and(worst.pair(), 0, instances - 1),
            limits.and(worst.pair(), instances + 1, worst.most()))
        .filter(BranchLimits::isPossible)
        .toList();
  }

  private void dive(BranchLimits limits, BooleanSupplier stop) {
    double most = (double) cost() - LEAST_GAIN_MICROS;
    if (dive.solve(limits, counts, stop) && dive.micros() < most && dive.dive(most, SHARE, stop)) {
      PlacementState state = new PlacementState(search.problem());
      var unused = new Deal(search, dive.of(), dive).offer(state, Configurations.NAME);
    }
  }
}
