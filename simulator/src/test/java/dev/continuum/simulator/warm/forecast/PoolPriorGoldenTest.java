package dev.continuum.simulator.warm.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.continuum.simulator.warm.Fixtures;
import dev.continuum.simulator.warm.trace.Fleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The shipped prior is what the first half of the shipped Azure day teaches, and nothing of its
 * second half. Run with -Dcontinuum.prior=write to make it anew after evidence has changed.
 */
class PoolPriorGoldenTest {

  private static final double RIDGE = 1;
  private static final Path FILE =
      Path.of("src/main/resources/dev/continuum/simulator/warm/forecast/pool-prior.csv");

  @Test
  void theShippedPriorIsLearntFromTheFirstHalfDay() throws IOException {
    Fleet fleet = Fleet.of(Fixtures.azure());
    PoolSession session = PoolSession.gathering(fleet.profiles().size());
    for (int minute = 0; minute < 720; minute++) {
      session.observe(fleet.minute(minute));
    }
    PoolPrior learnt = PoolPrior.learn(session.samples(), session.width(), RIDGE);
    if ("write".equals(System.getProperty("continuum.prior"))) {
      Files.writeString(FILE, learnt.text());
    }
    PoolPrior shipped = PoolPrior.parse(Files.readAllLines(FILE));
    assertThat(shipped.weights()).hasDimensions(learnt.weights().length, session.width() + 1);
    for (int situation = 0; situation < learnt.weights().length; situation++) {
      for (int i = 0; i < learnt.weights()[situation].length; i++) {
        double weight = learnt.weights()[situation][i];
        assertThat(shipped.weights()[situation][i])
            .isCloseTo(weight, within(1e-3 * Math.max(1, Math.abs(weight))));
      }
    }
  }
}
