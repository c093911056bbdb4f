package dev.continuum.solver.exact;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The block dual in branches. A large pool carries more with each instance than a small one, so the
 * dual fills a part of the largest pool there could be, which no placement does. Here the pools
 * that matter have the instances that the linear program's load needs, or fewer, or more: each
 * branch has prices of its own, and the least of what they reach is the bound. Not thread-safe.
 */
final class BlockBranches {

  private static final int STRETCH = 10;

  private final List<BlockAscent> branches;

  /** Branches that together allow everything, from prices to start at. */
  BlockBranches(BlockDual dual, List<PoolLimits> all, double[] start) {
    branches = all.stream().map(limits -> new BlockAscent(dual, limits, start)).toList();
  }

  /**
   * Limits that together allow everything: first all pools as they are needed.
   *
   * @param pools whose instances are branched on, those that matter most first
   */
  static List<PoolLimits> limits(List<StepPools.Need> pools) {
    PoolLimits fixed = PoolLimits.NONE;
    List<PoolLimits> others = new ArrayList<>();
    for (StepPools.Need pool : pools) {
      if (pool.instances() < pool.most()) {
        others.add(fixed.and(pool.pair(), pool.instances() + 1, pool.most()));
      }
      others.add(fixed.and(pool.pair(), 0, pool.instances() - 1));
      fixed = fixed.and(pool.pair(), pool.instances(), pool.instances());
    }
    others.addFirst(fixed);
    return others;
  }

  /**
   * Climbs where the value is least, until told to stop or steps get small there.
   *
   * @param target what a placement costs, micro-units
   * @param offered prices that may be better, or null if there are no more
   * @param better takes each better bound
   */
  void run(
      DoubleSupplier target,
      Supplier<double @Nullable []> offered,
      BooleanSupplier stop,
      DoubleConsumer better) {
    double told = Double.NEGATIVE_INFINITY;
    while (!stop.getAsBoolean()) {
      take(offered, stop);
      BlockAscent least = least();
      if (least.ended()) {
        break;
      }
      for (int i = 0; i < STRETCH && !least.ended() && !stop.getAsBoolean(); i++) {
        var unused = least.look();
        for (BlockAscent other : branches) {
          if (other != least) {
            other.tryFrom(least);
          }
        }
        told = tell(told, better);
        least.step(target.getAsDouble());
      }
    }
    var unused = tell(told, better);
  }

  private void take(Supplier<double @Nullable []> offered, BooleanSupplier stop) {
    double[] prices = offered.get();
    while (prices != null && !stop.getAsBoolean()) {
      for (BlockAscent each : branches) {
        each.jump(prices);
      }
      prices = offered.get();
    }
  }

  private double tell(double told, DoubleConsumer better) {
    double bound = least().value();
    if (bound > told) {
      better.accept(bound);
      return bound;
    }
    return told;
  }

  /** Prices of the branch whose value is least. */
  Slack.Prices prices() {
    return least().certificate();
  }

  private BlockAscent least() {
    return branches.stream().min(Comparator.comparingDouble(BlockAscent::value)).orElseThrow();
  }
}
