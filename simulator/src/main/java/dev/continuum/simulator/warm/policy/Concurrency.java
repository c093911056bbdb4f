package dev.continuum.simulator.warm.policy;

import dev.continuum.simulator.warm.trace.Demand;
import java.util.List;

/**
 * A point forecast of the next minute's concurrency, as FeMux switches between. Not thread-safe.
 */
interface Concurrency {

  /** Less than this is nothing, as in FeMux. */
  double NOTHING = 8e-6;

  double next();

  void observe(Demand demand);

  /** Whole instances. */
  default int instances() {
    return next() < NOTHING ? 0 : (int) Math.ceil(next() - 1e-9);
  }

  /** Fresh ones; the first is where FeMux starts. */
  static List<Concurrency> all() {
    return List.of(
        new KeepAlive(new SlidingMaximum(10)),
        new Smoothed(1, 0),
        new Smoothed(0.3, 0),
        new Smoothed(0.5, 0.5),
        new MarkovChain());
  }

  /** The most needed of late. */
  record KeepAlive(SlidingMaximum needed) implements Concurrency {
    @Override
    public double next() {
      return needed.get();
    }

    @Override
    public void observe(Demand demand) {
      needed.add(demand.needed());
    }
  }

  /** Exponential smoothing with a trend (Holt 1957); weight 1 is the last value. */
  final class Smoothed implements Concurrency {
    private final double alpha;
    private final double beta;
    private double level;
    private double trend;

    Smoothed(double alpha, double beta) {
      this.alpha = alpha;
      this.beta = beta;
    }

    @Override
    public double next() {
      return Math.max(0, level + trend);
    }

    @Override
    public void observe(Demand demand) {
      double before = level;
      level = alpha * demand.busy() + (1 - alpha) * (level + trend);
      trend = beta * (level - before) + (1 - beta) * trend;
    }
  }

  /** The most frequent successor of the present number of instances, up to 15. */
  final class MarkovChain implements Concurrency {
    private static final int STATES = 16;
    private final int[][] moves = new int[STATES][STATES];
    private int state;

    @Override
    public double next() {
      int best = state;
      for (int to = 0; to < STATES; to++) {
        best = moves[state][to] > moves[state][best] ? to : best;
      }
      return best;
    }

    @Override
    public void observe(Demand demand) {
      int to = Math.min(STATES - 1, demand.needed());
      moves[state][to]++;
      state = to;
    }
  }
}
