package dev.continuum.solver.volume;

import dev.continuum.solver.compiled.CompiledProblem;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * Betters an assignment that runs, from prices that are known: what {@link Volume} does from
 * nothing, warm. Shifts and trades from where groups are; then prices are raised and assignments
 * made anew from them, as long as allowed.
 */
public final class WarmAssignment {

  /** No option. */
  public static final int NONE = Assignment.NONE;

  private static final int WIDTH = 16;
  private static final int PRICE_STEPS = 12;
  private static final int MOST_PASSES = 6;
  private static final double LEAST_GAIN = 2e-5;

  private final Demands demands;
  private final double[] price;
  private final SplittableRandom random;
  private final BooleanSupplier allowed;

  private WarmAssignment(
      Demands demands, double[] price, SplittableRandom random, BooleanSupplier allowed) {
    this.demands = demands;
    this.price = price;
    this.random = random;
    this.allowed = allowed;
  }

  /**
   * An assignment that costs no more where that is found; empty for problems that are not of that
   * form.
   *
   * @param now option of each group's call with a choice, or {@link #NONE}
   * @param price of CPU by node, micro-units per nanocore; bettered in place
   * @param allowed asked often
   */
  public static Optional<int[]> better(
      CompiledProblem problem,
      int[] now,
      double[] price,
      int threads,
      SplittableRandom random,
      BooleanSupplier allowed) {
    return Demands.of(problem)
        .filter(demands -> demands.size > 0)
        .map(demands -> new WarmAssignment(demands, price, random, allowed).run(now, threads));
  }

  private int[] run(int[] now, int threads) {
    try (Chunks chunks = new Chunks(demands.size, threads)) {
      Candidates candidates = new Candidates(demands.size, WIDTH);
      CapacityPrices prices = new CapacityPrices(demands, chunks, candidates);
      System.arraycopy(price, 0, prices.best, 0, price.length);
      prices.refresh();
      Assignment best = new Assignment(demands);
      for (int g = 0; g < demands.size; g++) {
        if (now[g] != NONE) {
          best.put(g, now[g], demands.microsAtLeast(g, now[g]));
        }
      }
      new Repair(demands, candidates).repair(best);
      improve(best, candidates);
      while (allowed.getAsBoolean() && !prices.exhausted()) {
        for (int i = 0; i < PRICE_STEPS && allowed.getAsBoolean(); i++) {
          var unused = prices.step(best.cost());
        }
        prices.refresh();
        Assignment made = new Repair(demands, candidates).construct(prices.best);
        improve(made, candidates);
        if (made.feasible() && (!best.feasible() || made.cost() < best.cost())) {
          best = made;
        }
      }
      System.arraycopy(prices.best, 0, price, 0, price.length);
      return best.option;
    }
  }

  private void improve(Assignment made, Candidates candidates) {
    Improvement improvement = new Improvement(made, candidates, random);
    for (int i = 0; i < MOST_PASSES && allowed.getAsBoolean(); i++) {
      if (improvement.pass(allowed) < LEAST_GAIN * made.cost()) {
        return;
      }
    }
  }
}
