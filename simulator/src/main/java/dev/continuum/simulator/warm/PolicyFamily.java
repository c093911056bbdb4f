package dev.continuum.simulator.warm;

import dev.continuum.simulator.warm.forecast.Forecaster;
import dev.continuum.simulator.warm.forecast.SharedForecaster;
import dev.continuum.simulator.warm.forecast.TriedLevels;
import dev.continuum.simulator.warm.policy.ExpectedCost;
import dev.continuum.simulator.warm.policy.FemuxSwitching;
import dev.continuum.simulator.warm.policy.FixedKeepAlive;
import dev.continuum.simulator.warm.policy.GreedyDual;
import dev.continuum.simulator.warm.policy.HybridHistogram;
import dev.continuum.simulator.warm.policy.KnativeKpa;
import dev.continuum.simulator.warm.policy.LambdaTargetTracking;
import dev.continuum.simulator.warm.policy.OpenWhiskScheduler;
import dev.continuum.simulator.warm.policy.WarmCost;
import dev.continuum.simulator.warm.policy.WarmPolicy;
import dev.continuum.simulator.warm.trace.FunctionProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * One policy with the settings that draw its curve of cold starts against memory.
 *
 * @param name what commands call it
 * @param settings by how much memory they hold, the least first where that is known
 */
public record PolicyFamily(String name, List<WarmPolicy> settings) {

  /** What commands call ours. */
  public static final String OURS = "continuum";

  private static final double DEAREST = 1e8;
  private static final int PRICES = 381;

  /** Every so many prices one more, for what was wanted before alone. */
  private static final int TRIED = 5;

  /** Copies. */
  public PolicyFamily {
    settings = List.copyOf(settings);
  }

  /** The published ones, each with its authors' setting among the others. */
  public static List<PolicyFamily> baselines(List<FunctionProfile> functions) {
    double all = functions.stream().mapToDouble(FunctionProfile::gigabytes).sum();
    return List.of(
        family("fixed", ints(1, 2, 5, 10, 20, 60, 120, 240).mapToObj(FixedKeepAlive::new).toList()),
        family("hybrid-histogram", ints(60, 120, 240).mapToObj(HybridHistogram::new).toList()),
        family(
            "greedy-dual",
            DoubleStream.of(0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.8, 1, 1.5)
                .mapToObj(share -> new GreedyDual(share * all))
                .toList()),
        family("femux", DoubleStream.of(0.25, 1, 4, 16, 64).mapToObj(FemuxSwitching::new).toList()),
        family(
            "lambda-target-tracking",
            List.of(
                new LambdaTargetTracking(0.7, 0, 0),
                new LambdaTargetTracking(0.7, 0, 5),
                new LambdaTargetTracking(0.7, 0, 10),
                new LambdaTargetTracking(0.7, 1, 0),
                new LambdaTargetTracking(0.7, 1, 5),
                new LambdaTargetTracking(0.7, 1, 10))),
        family(
            "knative-kpa",
            ints(0, 1, 5, 10, 30, 60).mapToObj(delay -> new KnativeKpa(0.7, delay)).toList()),
        family(
            "openwhisk-scheduler",
            ints(1, 5, 10, 20, 60).mapToObj(OpenWhiskScheduler::new).toList()));
  }

  /**
   * Ours at prices of a cold start from next to nothing to any, all on one forecast; at a fifth of
   * them once more without what was never wanted.
   */
  public static PolicyFamily ours(Forecaster forecaster, WarmCost cost, double gigabytes) {
    SharedForecaster shared = new SharedForecaster(forecaster);
    SharedForecaster tried = new SharedForecaster(new TriedLevels(shared));
    List<WarmPolicy> settings = new ArrayList<>();
    for (int i = 0; i < PRICES; i++) {
      double price = Math.pow(DEAREST, (double) i / (PRICES - 1));
      settings.add(new ExpectedCost(shared, cost.withColdStart(price), gigabytes));
      if (i % TRIED == 0) {
        settings.add(new ExpectedCost(tried, cost.withColdStart(price), gigabytes));
      }
    }
    return new PolicyFamily(OURS, settings);
  }

  private static IntStream ints(int... values) {
    return IntStream.of(values);
  }

  private static PolicyFamily family(String name, List<? extends WarmPolicy> settings) {
    return new PolicyFamily(name, List.copyOf(settings));
  }
}
