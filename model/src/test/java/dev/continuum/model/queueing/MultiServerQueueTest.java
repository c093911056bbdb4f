package dev.continuum.model.queueing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class MultiServerQueueTest {

  private static final int[] SERVERS = {1, 2, 4, 7, 20, 300};
  private static final double[] UTILIZATIONS = {0.3, 0.6, 0.9, 0.98};

  private static List<MultiServerQueue> models(int servers, double load, double service) {
    return List.of(
        new MarkovQueue(servers, load, service),
        new AllenCunneen(servers, load, service, 1.5, 0.5),
        new Cosmetatos(servers, load, service),
        new Kimura(servers, load, service, 2.5),
        new Whitt1993(servers, load, service, 0.5, 0.25),
        new Whitt1993(servers, load, service, 0.5, 2),
        new Whitt1993(servers, load, service, 4, 1));
  }

  @Test
  void everyModelIsErlangsForPoissonArrivalsAndExponentialService() {
    for (int servers : SERVERS) {
      for (double utilization : UTILIZATIONS) {
        double load = utilization * servers;
        var exact = new MarkovQueue(servers, load, 0.7);
        for (MultiServerQueue model :
            List.of(
                new AllenCunneen(servers, load, 0.7, 1, 1),
                new Kimura(servers, load, 0.7, 1),
                new Whitt1993(servers, load, 0.7, 1, 1))) {
          assertThat(model.meanWaitSeconds())
              .isCloseTo(exact.meanWaitSeconds(), within(1e-12 * exact.meanWaitSeconds()));
          assertThat(model.probabilityOfWait())
              .isCloseTo(exact.probabilityOfWait(), within(1e-9 * exact.probabilityOfWait()));
          assertThat(model.waitTail(0.3)).isCloseTo(exact.waitTail(0.3), within(1e-9));
        }
      }
    }
  }

  @Test
  void oneServerWithPoissonArrivalsIsPollaczekAndKhinchines() {
    double load = 0.8;
    double exact = load * 0.5 / (1 - load) * (1 + 0.3) / 2;
    assertThat(new Kimura(1, load, 0.5, 0.3).meanWaitSeconds()).isCloseTo(exact, within(1e-12));
    assertThat(new AllenCunneen(1, load, 0.5, 1, 0.3).meanWaitSeconds())
        .isCloseTo(exact, within(1e-12));
    double constant = load * 0.5 / (1 - load) / 2;
    assertThat(new Cosmetatos(1, load, 0.5).meanWaitSeconds()).isCloseTo(constant, within(1e-12));
  }

  @Test
  void theInterpolationIsCosmetatosForConstantService() {
    for (int servers : SERVERS) {
      double load = 0.95 * servers;
      double constant = new Cosmetatos(servers, load, 2).meanWaitSeconds();
      assertThat(new Kimura(servers, load, 2, 0).meanWaitSeconds())
          .isCloseTo(constant, within(1e-12 * constant));
      // Whitt stops the correction at 0.24.
      double capped = Math.min(0.24, Cosmetatos.correction(servers, load));
      double exponential = new MarkovQueue(servers, load, 2).meanWaitSeconds();
      assertThat(new Whitt1993(servers, load, 2, 1, 0).meanWaitSeconds())
          .isCloseTo((1 + capped) / 2 * exponential, within(1e-12 * constant));
    }
  }

  @Test
  void renewalArrivalsOfAPoissonStreamWaitAsErlangSays() {
    for (int servers : SERVERS) {
      for (double utilization : UTILIZATIONS) {
        double load = utilization * servers;
        double erlang = ErlangC.probabilityOfWait(servers, load);
        assertThat(new RenewalArrivals(1).probabilityOfWait(servers, load))
            .isCloseTo(erlang, within(1e-9 * erlang));
      }
    }
  }

  @Test
  void constantArrivalsAtExponentialServersWaitAsTakacsComputes() {
    // Computed with 40 digits from Takács' formula.
    assertThat(new RenewalArrivals(0).probabilityOfWait(4, 3.6))
        .isCloseTo(0.6651746696861345, within(1e-9));
    assertThat(new RenewalArrivals(0).probabilityOfWait(20, 18))
        .isCloseTo(0.3894396478709985, within(1e-9));
    assertThat(new RenewalArrivals(0.25).probabilityOfWait(4, 3.6))
        .isCloseTo(0.7097058773805326, within(1e-9));
  }

  @Test
  void quantitiesOfOneModelBelongTogether() {
    for (int servers : SERVERS) {
      for (MultiServerQueue model : models(servers, 0.9 * servers, 0.25)) {
        double rate = model.arrivalsPerSecond();
        assertThat(rate).isCloseTo(0.9 * servers / 0.25, within(1e-9));
        assertThat(model.meanQueueLength())
            .isCloseTo(model.meanWaitSeconds() * rate, within(1e-12));
        assertThat(model.meanInSystem())
            .isCloseTo(model.meanResponseSeconds() * rate, within(1e-9));
        assertThat(model.waitTail(0)).isCloseTo(model.probabilityOfWait(), within(1e-12));
        assertThat(model.probabilityOfWait()).isBetween(0.0, 1.0);
        double wait = model.waitQuantileSeconds(0.999);
        assertThat(model.waitWithin(wait)).isCloseTo(0.999, within(1e-9));
        assertThat(model.waitQuantileSeconds(1e-6)).isZero();
      }
    }
  }

  @Test
  void theMeanOfTheFittedTailIsTheMeanWait() {
    for (MultiServerQueue model : models(7, 6.3, 1)) {
      double mean = 0;
      double step = 0.02;
      for (double t = step / 2; t < 60; t += step) {
        mean += model.waitTail(t) * step;
      }
      assertThat(mean).isCloseTo(model.meanWaitSeconds(), within(2e-3 * mean));
    }
  }

  @Test
  void saturatedQueuesWaitForever() {
    for (MultiServerQueue model : models(3, 3, 1)) {
      assertThat(model.probabilityOfWait()).isEqualTo(1);
      assertThat(model.meanWaitSeconds()).isInfinite();
      assertThat(model.waitTail(1e9)).isEqualTo(1);
      assertThat(model.waitQuantileSeconds(0.5)).isInfinite();
      assertThat(model.occupancy()).isEqualTo(1);
    }
  }

  @Test
  void idleQueuesDoNotWait() {
    for (MultiServerQueue model : models(3, 0, 1)) {
      assertThat(model.probabilityOfWait()).isZero();
      assertThat(model.meanWaitSeconds()).isZero();
      assertThat(model.waitTail(1)).isZero();
      assertThat(model.waitQuantileSeconds(0.999)).isZero();
      assertThat(model.meanInSystem()).isZero();
    }
  }

  @Test
  void statesOfTheMarkovQueueAddUp() {
    var queue = new MarkovQueue(5, 4, 1);
    double total = 0;
    double waiting = 0;
    for (int n = 0; n < 400; n++) {
      total += queue.probabilityOfInSystem(n);
      waiting += Math.max(0, n - 5) * queue.probabilityOfInSystem(n);
    }
    assertThat(total).isCloseTo(1, within(1e-12));
    assertThat(waiting).isCloseTo(queue.meanQueueLength(), within(1e-10));
  }

  @Test
  void absurdArgumentsAreRefused() {
    assertThatThrownBy(() -> new MarkovQueue(0, 1, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Kimura(1, 1, 1, -1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Whitt1993(1, Double.NaN, 1, 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
