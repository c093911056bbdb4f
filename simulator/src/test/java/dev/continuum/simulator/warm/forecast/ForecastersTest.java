package dev.continuum.simulator.warm.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.simulator.random.RandomStream;
import dev.continuum.simulator.warm.Fixtures;
import dev.continuum.simulator.warm.trace.Demand;
import dev.continuum.simulator.warm.trace.Fleet;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ForecastersTest {

  private static final int MINUTES = 900;

  /** They forecast a mean, whenever the last call was. */
  private static final Set<String> MEMORYLESS = Set.of("quantile-ewma", "gamma-poisson");

  /** To them 20 and 23 minutes are the same: half an octave, or laws that spread a third. */
  private static final Set<String> COARSE = Set.of("log-hazard", "renewal-mixture");

  @Test
  void everyForecasterKnowsATimerFromSilence() {
    Fleet fleet = Fixtures.fleet(1, Fixtures.every(20, MINUTES));
    for (Forecaster forecaster : Forecasters.all()) {
      Forecaster.Session session = after(forecaster, fleet, 880, 0);
      double due = session.next(0).atLeast(1);
      session.observe(fleet.minute(880));
      double quiet = session.next(0).atLeast(1);
      if (!MEMORYLESS.contains(forecaster.name())) {
        assertThat(due).as(forecaster.name()).isGreaterThan(3 * quiet);
      }
    }
  }

  @Test
  void theLeadMovesTheForecastMinute() {
    Fleet fleet = Fixtures.fleet(1, Fixtures.every(20, MINUTES));
    for (Forecaster forecaster : Forecasters.all()) {
      if (!MEMORYLESS.contains(forecaster.name()) && !COARSE.contains(forecaster.name())) {
        double due = after(forecaster, fleet, 877, 3).next(0).atLeast(1);
        double quiet = after(forecaster, fleet, 880, 3).next(0).atLeast(1);
        assertThat(due).as(forecaster.name()).isGreaterThan(3 * quiet);
      }
    }
  }

  @Test
  void callsWithoutMemoryAreForecastAtTheirRate() {
    RandomStream random = new RandomStream(5);
    int[] calls = new int[MINUTES];
    for (int minute = 0; minute < MINUTES; minute++) {
      calls[minute] = random.nextDouble() < 0.3 ? 1 : 0;
    }
    Fleet fleet = Fixtures.fleet(1, calls);
    for (Forecaster forecaster : Forecasters.all()) {
      if (forecaster.name().equals("gamma-poisson") || COARSE.contains(forecaster.name())) {
        double sum = 0;
        for (int minute = 800; minute < 860; minute += 4) {
          sum += after(forecaster, fleet, minute, 0).next(0).atLeast(1) / 15;
        }
        assertThat(sum).as(forecaster.name()).isBetween(0.2, 0.4);
      }
    }
  }

  @Test
  void steadyLoadIsForecastWithItsSpread() {
    int[] calls = new int[MINUTES];
    for (int minute = 0; minute < MINUTES; minute++) {
      calls[minute] = 4 + (minute * 7919 % 13) % 3;
    }
    Fleet fleet = Fixtures.fleet(60, calls);
    for (Forecaster forecaster : Forecasters.all()) {
      if (forecaster.name().equals("idle-histogram") || forecaster.name().equals("combination")) {
        PredictiveDistribution law = after(forecaster, fleet, 800, 0).next(0);
        assertThat(law.atLeast(4)).as(forecaster.name()).isGreaterThan(0.95);
        assertThat(law.mean()).as(forecaster.name()).isBetween(4.0, 7.0);
        assertThat(law.interval(0.9).high()).isBetween(4, 8);
      }
    }
  }

  @Test
  void theCombinationLosesToNoMemberOnTheAzureDay() throws IOException {
    Fleet fleet = Fleet.of(Fixtures.some(Fixtures.azure(), place -> place % 4 == 1));
    Map<String, Double> losses = new TreeMap<>();
    for (Forecaster forecaster : Forecasters.all()) {
      losses.put(forecaster.name(), loss(forecaster, fleet));
    }
    double combined = losses.remove("combination");
    assertThat(losses.values()).as(losses.toString()).allMatch(each -> combined < each);
  }

  @Test
  void whatItSaysComesTrueAsOftenAsItSays() throws IOException {
    Fleet fleet = Fleet.of(Fixtures.some(Fixtures.azure(), place -> place % 2 == 0));
    Forecaster.Session session =
        Forecasters.combination().start(fleet.profiles(), new Horizon(720, 0));
    double[] said = new double[5];
    double[] came = new double[5];
    double[] count = new double[5];
    for (int minute = 0; minute < fleet.minutes(); minute++) {
      Demand[] demands = fleet.minute(minute);
      for (int function = 0; function < demands.length && minute >= 720; function++) {
        double p = session.next(function).atLeast(1);
        int bin = (int) Math.min(4, p * 5);
        said[bin] += p;
        came[bin] += demands[function].wanted() >= 1 ? 1 : 0;
        count[bin]++;
      }
      session.observe(demands);
    }
    for (int bin = 0; bin < 5; bin++) {
      assertThat(came[bin] / count[bin])
          .as("forecasts near " + said[bin] / count[bin])
          .isBetween(said[bin] / count[bin] - 0.12, said[bin] / count[bin] + 0.12);
    }
  }

  @Test
  void manySessionsShareOneForecast() {
    Fleet fleet = Fixtures.fleet(1, Fixtures.every(20, 100));
    SharedForecaster shared = new SharedForecaster(Forecasters.combination());
    Horizon horizon = new Horizon(50, 0);
    List<Forecaster.Session> sessions =
        List.of(shared.start(fleet.profiles(), horizon), shared.start(fleet.profiles(), horizon));
    Forecaster.Session alone = Forecasters.combination().start(fleet.profiles(), horizon);
    for (int minute = 0; minute < 100; minute++) {
      alone.observe(fleet.minute(minute));
      for (Forecaster.Session each : sessions) {
        each.observe(fleet.minute(minute));
        assertThat(each.next(0).atLeast(1)).isEqualTo(alone.next(0).atLeast(1));
      }
    }
  }

  private static Forecaster.Session after(
      Forecaster forecaster, Fleet fleet, int minutes, int ahead) {
    Forecaster.Session session = forecaster.start(fleet.profiles(), new Horizon(720, ahead));
    for (int minute = 0; minute < minutes; minute++) {
      session.observe(fleet.minute(minute));
    }
    return session;
  }

  private static double loss(Forecaster forecaster, Fleet fleet) {
    Forecaster.Session session = forecaster.start(fleet.profiles(), new Horizon(720, 0));
    double loss = 0;
    for (int minute = 0; minute < fleet.minutes(); minute++) {
      Demand[] demands = fleet.minute(minute);
      for (int function = 0; function < demands.length && minute >= 720; function++) {
        double p = Math.max(1e-6, Math.min(1 - 1e-6, session.next(function).atLeast(1)));
        loss -= Math.log(demands[function].wanted() >= 1 ? p : 1 - p);
      }
      session.observe(demands);
    }
    return loss;
  }
}
