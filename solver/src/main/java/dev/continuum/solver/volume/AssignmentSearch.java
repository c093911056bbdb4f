package dev.continuum.solver.volume;

import dev.continuum.solver.BoundKind;
import dev.continuum.solver.Level;
import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.search.Search;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * Prices and placements in turns: prices are raised towards the cost of the best placement, and
 * placements are made anew from better prices. A step is one evaluation of the dual function or one
 * pass of improvement, so that with a step limit the answer depends on problem and seed alone.
 */
final class AssignmentSearch {

  private static final String NAME = "volume";
  private static final int WIDTH = 16;
  private static final int FIRST_STEPS = 15;
  private static final double FIRST_TARGET = 1.03;
  private static final int MOST_PASSES = 6;

  /** Below this share of the cost a pass gains too little to be followed by another. */
  private static final double LEAST_GAIN = 2e-5;

  /** Verification takes about as long as validation and compilation did, and a little more. */
  private static final double RESERVE = 1.5;

  /** The oracle takes less for a group once it is warm. */
  private static final long MOST_RESERVE_NANOS_EACH = 20_000;

  private final Search search;
  private final Demands demands;
  private final boolean allMustBeServed;
  private final long reserveNanos;

  AssignmentSearch(Search search, Demands demands) {
    this.search = search;
    this.demands = demands;
    allMustBeServed =
        demands.problem.groups().stream().allMatch((CompiledGroup group) -> group.serveAll);
    reserveNanos = Math.min(MOST_RESERVE_NANOS_EACH * demands.size, elapsedWithSlack());
  }

  private long elapsedWithSlack() {
    return (long) (RESERVE * search.budget().elapsed().toNanos());
  }

  void run() {
    try (Chunks chunks = new Chunks(demands.size, search.options().threads())) {
      Candidates candidates = new Candidates(demands.size, WIDTH);
      CapacityPrices prices = new CapacityPrices(demands, chunks, candidates);
      prices.refresh();
      raise(prices, FIRST_STEPS, Double.NaN);
      double cost = place(prices, candidates, 0);
      int steps = FIRST_STEPS;
      while (!over() && !prices.exhausted()) {
        raise(prices, steps, cost);
        cost = Math.min(cost, place(prices, candidates, MOST_PASSES));
        steps = Math.min(3 * steps / 2, 60);
      }
    }
  }

  private boolean over() {
    return search.over()
        || search.budget().remaining().compareTo(Duration.ofNanos(reserveNanos)) <= 0;
  }

  /** Raises prices, and proves what they are worth once nobody need stay unserved. */
  private void raise(CapacityPrices prices, int steps, double target) {
    double goal = target;
    for (int i = 0; i < steps && (i == 0 || !over()) && !prices.exhausted(); i++) {
      search.budget().step();
      double value = prices.step(goal);
      goal = Double.isNaN(goal) ? value * FIRST_TARGET : goal;
      prove(prices);
    }
    prices.refresh();
  }

  private void prove(CapacityPrices prices) {
    if ((allMustBeServed || search.allOnTime()) && prices.bestValue() > Long.MIN_VALUE / 4.0) {
      // Costs of whole devices are integers.
      search.prove(Level.COST, (long) Math.ceil(prices.bestValue()), BoundKind.DUAL, NAME);
    }
  }

  /** Makes a placement from prices and offers it; returns its cost, or infinity. */
  private double place(CapacityPrices prices, Candidates candidates, int passes) {
    Repair repair = new Repair(demands, candidates);
    Assignment made = repair.construct(prices.best);
    if (!made.feasible()) {
      return Double.POSITIVE_INFINITY;
    }
    SplittableRandom random = new SplittableRandom(search.options().seed());
    Improvement improvement = new Improvement(made, candidates, random);
    for (int i = 0; i < passes && !over(); i++) {
      search.budget().step();
      if (improvement.pass(() -> !over()) < LEAST_GAIN * made.cost()) {
        break;
      }
    }
    Wholes.placement(made).ifPresent(placement -> search.offer(placement, NAME));
    prove(prices);
    return made.cost();
  }
}
