package dev.continuum.benchmarks.warm;

import dev.continuum.simulator.warm.PolicyFamily;
import dev.continuum.simulator.warm.WarmCurve;
import dev.continuum.simulator.warm.WarmOutcome;
import dev.continuum.simulator.warm.WarmSimulation;
import dev.continuum.simulator.warm.forecast.Forecaster;
import dev.continuum.simulator.warm.forecast.Forecasters;
import dev.continuum.simulator.warm.policy.WarmCost;
import dev.continuum.simulator.warm.trace.Fleet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Curves of one trace.
 *
 * @param ours Continuum's
 * @param informed of the same policy with the forecast of someone who knows how the trace was made
 * @param others the published policies'
 */
record Margins(WarmCurve ours, Optional<WarmCurve> informed, List<WarmCurve> others) {

  /** Draws them: the first part of the minutes is learnt from, the rest judged. */
  static Margins of(Fleet fleet, int fitMinutes, Optional<Forecaster> informed) {
    WarmSimulation simulation = new WarmSimulation(fleet, fitMinutes, minute -> {});
    List<WarmCurve> others = new ArrayList<>();
    for (PolicyFamily family : PolicyFamily.baselines(fleet.profiles())) {
      others.add(new WarmCurve(family.name(), simulation.run(family.settings())));
    }
    return new Margins(
        curve(simulation, Forecasters.combination()),
        informed.map(forecaster -> curve(simulation, forecaster)),
        others);
  }

  private static WarmCurve curve(WarmSimulation simulation, Forecaster forecaster) {
    PolicyFamily family = PolicyFamily.ours(forecaster, WarmCost.FEMUX, Double.POSITIVE_INFINITY);
    return new WarmCurve(forecaster.name(), simulation.run(family.settings()));
  }

  /**
   * One point of another policy, and what we do with no more memory.
   *
   * @param theirs the point
   * @param ours our cold starts
   * @param informed those of someone who knows how the trace was made
   */
  record Margin(WarmOutcome theirs, long ours, Optional<Long> informed) {

    double share() {
      return share(ours);
    }

    private double share(long cold) {
      return theirs.coldStarts() == 0
          ? (cold == 0 ? 0 : Double.POSITIVE_INFINITY)
          : (double) cold / theirs.coldStarts();
    }

    /** Our share, and in brackets the informed one's. */
    String text() {
      return MarginText.share(share())
          + informed.map(cold -> " (" + MarginText.share(share(cold)) + ")").orElse("");
    }
  }

  /** The point of a setting. */
  Optional<Margin> at(String setting) {
    return points(curve -> true).stream()
        .filter(margin -> margin.theirs().policy().equals(setting))
        .findFirst();
  }

  /** The point of some policies at which we do worst. */
  Optional<Margin> worst(Predicate<String> policy) {
    return points(curve -> policy.test(curve.name())).stream()
        .max(java.util.Comparator.comparingDouble(Margin::share));
  }

  private List<Margin> points(Predicate<WarmCurve> taken) {
    return others.stream()
        .filter(taken)
        .flatMap(curve -> curve.points().stream())
        .map(
            point ->
                new Margin(point, within(ours, point), informed.map(curve -> within(curve, point))))
        .toList();
  }

  private static long within(WarmCurve curve, WarmOutcome point) {
    return curve.coldStartsWithin(point.gigabyteSeconds()).orElse(point.calls());
  }
}
