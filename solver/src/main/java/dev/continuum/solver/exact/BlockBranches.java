package dev.continuum.solver.exact;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import java.util.function.DoubleSupplier;

/**
 * The block dual in branches. A large pool carries more with each instance than a small one, so the
 * dual fills a part of the largest pool there could be, which no placement does. Here the pools
 * that matter have the instances that the linear program's load needs, or fewer, or more: each
 * branch has prices of its own, and the least of what they reach is the bound. Not thread-safe.
 */
final class BlockBranches {

  private static final int STRETCH = 10;

  private final List<BlockAscent> branches = new ArrayList<>();

  /**
   * Branches that together allow everything.
   *
   * @param pools whose instances are branched on, those that matter most first
   * @param start prices
   */
  BlockBranches(BlockDual dual, List<StepPools.Need> pools, double[] start) {
    PoolLimits fixed = PoolLimits.NONE;
    List<PoolLimits> others = new ArrayList<>();
    for (StepPools.Need pool : pools) {
      if (pool.instances() < pool.most()) {
        others.add(fixed.and(pool.pair(), pool.instances() + 1, pool.most()));
      }
      others.add(fixed.and(pool.pair(), 0, pool.instances() - 1));
      fixed = fixed.and(pool.pair(), pool.instances(), pool.instances());
    }
    branches.add(new BlockAscent(dual, fixed, start));
    others.forEach(limits -> branches.add(new BlockAscent(dual, limits, start)));
  }

  /**
   * Climbs where the value is least, until told to stop or steps get small there.
   *
   * @param target what a placement costs, micro-units
   * @param better takes each better bound
   */
  void run(DoubleSupplier target, BooleanSupplier stop, DoubleConsumer better) {
    double told = Double.NEGATIVE_INFINITY;
    BlockAscent least = branches.getFirst();
    while (!least.ended() && !stop.getAsBoolean()) {
      for (int i = 0; i < STRETCH && !least.ended() && !stop.getAsBoolean(); i++) {
        var unused = least.look();
        for (BlockAscent other : branches) {
          if (other != least) {
            other.tryFrom(least);
          }
        }
        double bound = least().value();
        if (bound > told) {
          told = bound;
          better.accept(bound);
        }
        least.step(target.getAsDouble());
      }
      least = least();
    }
  }

  /** Prices of the branch whose value is least. */
  Slack.Prices prices() {
    return least().certificate();
  }

  private BlockAscent least() {
    return branches.stream().min(Comparator.comparingDouble(BlockAscent::value)).orElseThrow();
  }
}
