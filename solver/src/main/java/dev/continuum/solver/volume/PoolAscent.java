package dev.continuum.solver.volume;

import dev.continuum.solver.BoundKind;
import dev.continuum.solver.Level;
import dev.continuum.solver.price.PriceCore;
import dev.continuum.solver.search.Search;
import java.util.Arrays;
import java.util.function.BooleanSupplier;

/**
 * Raises the bound of {@link PoolBound}: first by rents, which are few and cost little, then price
 * by price along a mean of supergradients, in steps by how far the best placement is above (B. T.
 * Polyak 1969, DOI 10.1016/0041-5553(69)90061-5). Not thread-safe.
 */
final class PoolAscent {

  private static final double MEMORY = 0.7;
  private static final double FIRST_STEP = 0.03;
  private static final int MOST_IDLE = 8;
  private static final double LEAST_STEP = 1e-5;
  private static final double FIRST_RENTS = 0.012;
  private static final int RENT_STEPS = 20;

  /** Less of the gap than this, closed in so many steps, is slow. */
  private static final double LEAST_CLOSED = 0.02;

  private static final int STEPS_A_LOOK = 20;

  private final PoolBound bound;
  private final PoolRents rents;
  private final double[] prices;
  private final double[] best;
  private final double[] direction;
  private double bestOfRents = Double.NEGATIVE_INFINITY;
  private double bestValue = Double.NEGATIVE_INFINITY;
  private double step = FIRST_STEP;
  private int rentSteps;
  private int idle;

  PoolAscent(PoolBound bound, PoolRents rents) {
    this.bound = bound;
    this.rents = rents;
    prices = new double[bound.items.size()];
    best = new double[prices.length];
    direction = new double[prices.length];
  }

  /** From no rents on. */
  static PoolAscent of(Blocks blocks, Chunks chunks) {
    PoolItems items = new PoolItems(blocks.problem, blocks.tiers, blocks.distances);
    PoolBound bound = new PoolBound(blocks, items, chunks);
    return new PoolAscent(bound, new PoolRents(blocks, bound, chunks));
  }

  /**
   * Climbs until told to stop or steps get small, and proves what it finds.
   *
   * @param search whose incumbent serves all on time
   */
  void run(Search search, BooleanSupplier on, String source) {
    climb(search, on, source, 0);
  }

  /** The same until the gap closes slowly. */
  void runWhileItPays(Search search, BooleanSupplier on, String source) {
    climb(search, on, source, LEAST_CLOSED);
  }

  private void climb(Search search, BooleanSupplier on, String source, double leastClosed) {
    for (int i = 0; i < RENT_STEPS && on.getAsBoolean(); i++) {
      search.budget().step();
      raiseRents();
    }
    double before = Double.NEGATIVE_INFINITY;
    boolean pays = true;
    for (int i = 1; pays && on.getAsBoolean() && !exhausted(); i++) {
      search.budget().step();
      double target = search.incumbent().orElseThrow().score().costMicros();
      prove(search, step(target), source);
      if (i % STEPS_A_LOOK == 0) {
        pays = bestValue - before >= leastClosed * (target - bestValue);
        before = bestValue;
      }
    }
  }

  /** Proves what prices give, rounded outward, if they give anything. */
  static void prove(Search search, double value, String source) {
    if (value > Long.MIN_VALUE / 4.0 && value < Double.POSITIVE_INFINITY) {
      search.prove(Level.COST, (long) Math.floor(value), BoundKind.DUAL, source);
    }
  }

  /** The best that is proven, micro-units per hour. */
  double best() {
    return bestValue;
  }

  /** The best prices, for a relaxation that knows more. */
  PriceCore.FirstPrices firstPrices() {
    return bound.asFirst(best.clone());
  }

  /** Whether steps are too small to go on. */
  boolean exhausted() {
    return step < LEAST_STEP;
  }

  /** One step of rents; prices at the best of them are where {@link #step} begins. */
  void raiseRents() {
    double[] at = new double[prices.length];
    rents.prices(at);
    double paid = bound.paid(at);
    double value = paid - rents.income();
    if (value > bestOfRents) {
      bestOfRents = value;
      System.arraycopy(at, 0, prices, 0, at.length);
    }
    rentSteps++;
    rents.step(bound.excess, FIRST_RENTS * Math.abs(paid) / Math.sqrt(rentSteps));
  }

  /** One evaluation, and a step towards a value that cannot be passed; returns the bound. */
  double step(double target) {
    double value = bound.evaluate(prices);
    if (value > bestValue) {
      bestValue = value;
      System.arraycopy(prices, 0, best, 0, prices.length);
      idle = 0;
    } else if (++idle > MOST_IDLE) {
      step /= 2;
      idle = 0;
      System.arraycopy(best, 0, prices, 0, prices.length);
      Arrays.fill(direction, 0);
      return value;
    }
    double norm = 0;
    for (int i = 0; i < prices.length; i++) {
      direction[i] = MEMORY * direction[i] + (1 - MEMORY) * bound.excess[i];
      norm += direction[i] * direction[i] / weight(i);
    }
    double length = norm == 0 ? 0 : step * Math.max(0, target - value) / norm;
    for (int i = 0; i < prices.length; i++) {
      prices[i] = Math.max(0, prices[i] + length * direction[i] / weight(i));
    }
    return value;
  }

  /** Items of much load move as far as others do. */
  private double weight(int item) {
    return Math.max(1, bound.items.load[item]);
  }
}
