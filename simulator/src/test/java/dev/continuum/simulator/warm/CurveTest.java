package dev.continuum.simulator.warm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.simulator.warm.forecast.Forecasters;
import dev.continuum.simulator.warm.policy.WarmCost;
import dev.continuum.simulator.warm.trace.Fleet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The promise of the warm plans, on the shipped Azure day: fit on half of it, judged on the rest.
 */
class CurveTest {

  private static WarmCurve ours;
  private static final List<WarmCurve> OTHERS = new ArrayList<>();

  @BeforeAll
  static void drawCurves() throws IOException {
    Fleet fleet = Fleet.of(Fixtures.azure());
    WarmSimulation simulation = new WarmSimulation(fleet, 720, minute -> {});
    ours = run(simulation, family(Double.POSITIVE_INFINITY));
    for (PolicyFamily family : PolicyFamily.baselines(fleet.profiles())) {
      OTHERS.add(run(simulation, family));
    }
  }

  @Test
  void neverAboveAnyOther() {
    for (WarmCurve other : OTHERS) {
      for (WarmOutcome point : other.points()) {
        assertThat(within(point)).as(point.toString()).isLessThanOrEqualTo(point.coldStarts());
      }
    }
  }

  @Test
  void strictlyBelowFromTwoToSixtyMinutesOfKeepAlive() {
    double least = fixed(2).gigabyteSeconds();
    double most = fixed(60).gigabyteSeconds();
    for (WarmCurve other : OTHERS) {
      for (WarmOutcome point : other.points()) {
        if (point.gigabyteSeconds() >= least && point.gigabyteSeconds() <= most) {
          assertThat(within(point)).as(point.toString()).isLessThan(point.coldStarts());
        }
      }
    }
  }

  @Test
  void atMostHalfTheColdStartsOfTenMinutesOfKeepAlive() {
    assertThat(within(fixed(10))).isLessThanOrEqualTo(fixed(10).coldStarts() / 2);
  }

  @Test
  void thirtyPercentFewerThanHybridHistogramAndGreedyDual() {
    for (WarmCurve other : OTHERS) {
      if (other.name().equals("hybrid-histogram") || other.name().equals("greedy-dual")) {
        for (WarmOutcome point : other.points()) {
          assertThat((double) within(point))
              .as(point.toString())
              .isLessThanOrEqualTo(0.7 * point.coldStarts());
        }
      }
    }
  }

  private static long within(WarmOutcome point) {
    return ours.coldStartsWithin(point.gigabyteSeconds()).orElse(Long.MAX_VALUE);
  }

  private static WarmOutcome fixed(int minutes) {
    return OTHERS.stream()
        .flatMap(curve -> curve.points().stream())
        .filter(point -> point.policy().equals("fixed-" + minutes + "m"))
        .findFirst()
        .orElseThrow();
  }

  private static PolicyFamily family(double gigabytes) {
    return PolicyFamily.ours(Forecasters.combination(), WarmCost.FEMUX, gigabytes);
  }

  private static WarmCurve run(WarmSimulation simulation, PolicyFamily family) {
    return new WarmCurve(family.name(), simulation.run(family.settings()));
  }
}
