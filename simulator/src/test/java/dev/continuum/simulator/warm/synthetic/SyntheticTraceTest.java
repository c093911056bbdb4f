package dev.continuum.simulator.warm.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.continuum.simulator.warm.PolicyFamily;
import dev.continuum.simulator.warm.WarmCurve;
import dev.continuum.simulator.warm.WarmOutcome;
import dev.continuum.simulator.warm.WarmSimulation;
import dev.continuum.simulator.warm.forecast.Forecaster;
import dev.continuum.simulator.warm.forecast.Forecasters;
import dev.continuum.simulator.warm.forecast.Horizon;
import dev.continuum.simulator.warm.policy.WarmCost;
import dev.continuum.simulator.warm.trace.Fleet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SyntheticTraceTest {

  /** Fewer cold starts are a matter of chance. */
  private static final int TELLING = 20;

  @Test
  void theSameSeedMakesTheSameCallsHoweverManyFunctionsThereAre() {
    SyntheticTrace few = SyntheticTrace.of(TrafficKind.MIXTURE, 5, 300, 7);
    SyntheticTrace many = SyntheticTrace.of(TrafficKind.MIXTURE, 10, 300, 7);
    for (int function = 0; function < 5; function++) {
      assertThat(many.trace().functions().get(function).calls())
          .isEqualTo(few.trace().functions().get(function).calls());
    }
    assertThat(SyntheticTrace.of(TrafficKind.MIXTURE, 5, 300, 8).trace().functions().get(1).calls())
        .isNotEqualTo(few.trace().functions().get(1).calls());
  }

  @ParameterizedTest
  @EnumSource(TrafficKind.class)
  void whoKnowsTheSourceForecastsAsManyBusyMinutesAsCome(TrafficKind kind) {
    SyntheticTrace trace = SyntheticTrace.of(kind, 100, 1440, 3);
    Fleet fleet = Fleet.of(trace.trace());
    Forecaster.Session informed = trace.informed().start(fleet.profiles(), new Horizon(0, 0));
    double expected = 0;
    double variance = 0;
    int seen = 0;
    for (int minute = 0; minute < fleet.minutes(); minute++) {
      for (int function = 0; function < 100; function++) {
        double p = informed.next(function).atLeast(1);
        expected += p;
        variance += p * (1 - p);
        seen += fleet.demand(function, minute).wanted() > 0 ? 1 : 0;
      }
      informed.observe(fleet.minute(minute));
    }
    assertThat((double) seen).isCloseTo(expected, within(4 * Math.sqrt(variance) + 0.005 * seen));
  }

  @Test
  void onAMixtureOursHasThirtyPercentFewerColdStartsThanHybridHistogramAndGreedyDual() {
    Fleet fleet = Fleet.of(SyntheticTrace.of(TrafficKind.MIXTURE, 100, 1440, 1).trace());
    WarmSimulation simulation = new WarmSimulation(fleet, 720, minute -> {});
    WarmCurve ours =
        curve(
            simulation,
            PolicyFamily.ours(Forecasters.combination(), WarmCost.FEMUX, Double.POSITIVE_INFINITY));
    for (PolicyFamily family : PolicyFamily.baselines(fleet.profiles())) {
      if (family.name().equals("hybrid-histogram") || family.name().equals("greedy-dual")) {
        for (WarmOutcome point : curve(simulation, family).points()) {
          if (point.coldStarts() < TELLING) {
            continue;
          }
          assertThat((double) ours.coldStartsWithin(point.gigabyteSeconds()).orElse(point.calls()))
              .as(point.toString())
              .isLessThanOrEqualTo(0.7 * point.coldStarts());
        }
      }
    }
  }

  @Test
  void refusesATraceWithoutFunctions() {
    assertThatThrownBy(() -> SyntheticTrace.of(TrafficKind.RARE, 0, 10, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("functions");
  }

  private static WarmCurve curve(WarmSimulation simulation, PolicyFamily family) {
    return new WarmCurve(family.name(), simulation.run(family.settings()));
  }
}
