package dev.continuum.simulator.warm.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.simulator.warm.Fixtures;
import dev.continuum.simulator.warm.synthetic.SyntheticTrace;
import dev.continuum.simulator.warm.synthetic.TrafficKind;
import dev.continuum.simulator.warm.trace.Demand;
import dev.continuum.simulator.warm.trace.Fleet;
import dev.continuum.simulator.warm.trace.FunctionProfile;
import java.util.List;
import org.junit.jupiter.api.Test;

class RenewalMixtureTest {

  @Test
  void onRareCallsLowChancesComeTrueAsOftenAsTheySay() {
    Fleet fleet = Fleet.of(SyntheticTrace.of(TrafficKind.RARE, 300, 1440, 5).trace());
    Forecaster.Session session = renewals(fleet);
    double said = 0;
    int came = 0;
    for (int minute = 0; minute < fleet.minutes(); minute++) {
      Demand[] demands = fleet.minute(minute);
      for (int function = 0; function < demands.length && minute >= 720; function++) {
        double p = session.next(function).atLeast(1);
        if (p < 3e-3) {
          said += p;
          came += demands[function].wanted() > 0 ? 1 : 0;
        }
      }
      session.observe(demands);
    }
    assertThat(said).isGreaterThan(20);
    assertThat((double) came).isBetween(said - 3 * Math.sqrt(said), said + 3 * Math.sqrt(said));
  }

  @Test
  void theLongerASilenceTheLessLikelyItsEnd() {
    int[] calls = new int[1000];
    for (int minute : new int[] {3, 10, 14, 60, 75}) {
      calls[minute] = 1;
    }
    Fleet fleet = Fixtures.fleet(1, calls);
    Forecaster.Session session = renewals(fleet);
    double before = 1;
    for (int minute = 0; minute < fleet.minutes(); minute++) {
      session.observe(fleet.minute(minute));
      if (minute % 200 == 199) {
        double now = session.next(0).atLeast(1);
        assertThat(now).isBetween(1e-6, 0.7 * before);
        before = now;
      }
    }
  }

  @Test
  void whatWasNeverWantedIsLeftOutAndWhatWasIsNot() {
    int[] calls = new int[1000];
    calls[5] = 3;
    Fleet fleet = Fixtures.fleet(60, calls);
    Forecaster none =
        new Forecaster() {
          @Override
          public String name() {
            return "none";
          }

          @Override
          public Session start(List<FunctionProfile> functions, Horizon horizon) {
            return new Session() {
              @Override
              public void observe(Demand[] minute) {}

              @Override
              public PredictiveDistribution next(int function) {
                return PredictiveDistribution.of(9, instances -> instances > 5 ? 0 : 1e-9);
              }
            };
          }
        };
    Forecaster.Session session = new TriedLevels(none).start(fleet.profiles(), new Horizon(0, 0));
    assertThat(session.next(0).atLeast(1)).isZero();
    for (int minute = 0; minute < fleet.minutes(); minute++) {
      session.observe(fleet.minute(minute));
    }
    int most = fleet.demand(0, 5).wanted();
    assertThat(most).isPositive();
    assertThat(session.next(0).atLeast(most)).isBetween(5.1e-5, 5.2e-5);
    assertThat(session.next(0).atLeast(most + 1)).isZero();
  }

  private static Forecaster.Session renewals(Fleet fleet) {
    return new SingleForecaster(MemberKind.RENEWAL_MIXTURE)
        .start(fleet.profiles(), new Horizon(720, 0));
  }
}
