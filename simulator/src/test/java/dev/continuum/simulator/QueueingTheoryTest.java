package dev.continuum.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.continuum.simulator.statistics.Interval;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Simulated queues against exact and published values. Where theory is exact, every simulated value
 * is within twice its 95 % interval, and four in five are within it; nothing is added to it.
 */
class QueueingTheoryTest {

  /** Of 95 % intervals one in twenty misses; twice their width, one in ten thousand. */
  private static final double WIDER = 2;

  private static final double INSIDE = 0.8;

  /** What was simulated, beside what is exact. */
  private static final class Verdicts {
    private final List<String> outside = new ArrayList<>();
    private int seen;

    /** A seed for each value, so that they do not all err alike. */
    long seed() {
      return seen + 1L;
    }

    void add(String name, Interval simulated, double exact) {
      seen++;
      double off = Math.abs(simulated.value() - exact);
      assertThat(off)
          .as(name + ": exact " + exact + ", simulated " + simulated)
          .isLessThanOrEqualTo(WIDER * simulated.halfWidth());
      if (off > simulated.halfWidth()) {
        outside.add(name + ": exact " + exact + ", simulated " + simulated);
      }
    }

    void add(String name, SimulationResult.Wait simulated, ExactQueue exact) {
      add(name + " P(wait)", simulated.waited(), exact.waits());
      add(name + " mean wait", simulated.meanMillis().scaled(1e-3), exact.meanWait());
    }

    void hold() {
      assertThat(outside).hasSizeLessThanOrEqualTo((int) Math.max(1, (1 - INSIDE) * seen));
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 0.5", "2, 1.4", "5, 3.5"})
  void intervalsCoverTheExactValueAsOftenAsTheyClaim(int servers, double erlang) {
    ExactQueue exact = ExactQueue.of(servers, erlang, 1, 1).orElseThrow();
    int covered = 0;
    for (int seed = 1; seed <= 100; seed++) {
      var seen = new Queue(servers, erlang, 1, 1, 0).run(40_000, seed).waiting();
      covered += seen.waited().contains(exact.waits()) ? 1 : 0;
      covered += seen.meanMillis().scaled(1e-3).contains(exact.meanWait()) ? 1 : 0;
    }
    assertThat(covered / 200.0).isBetween(0.9, 0.99);
  }

  @Test
  void delaySystemsMatchErlangC() {
    Verdicts verdicts = new Verdicts();
    for (String[] row : rows("erlang-exact.csv", ",")) {
      int servers = Integer.parseInt(row[0]);
      double erlang = Double.parseDouble(row[1]);
      ExactQueue exact = new ExactQueue(Double.parseDouble(row[4]), Double.parseDouble(row[5]));

      verdicts.add(
          String.join(",", row),
          new Queue(servers, erlang, 1, 1, 0).run(5e5, verdicts.seed()).waiting(),
          exact);
    }
    verdicts.hold();
  }

  @Test
  void lossSystemsMatchErlangBWhateverTheServiceLaw() {
    Verdicts verdicts = new Verdicts();
    for (String[] row : rows("erlang-exact.csv", ",")) {
      for (double scv : new double[] {0, 1, 4}) {
        var seen =
            new Queue(Integer.parseInt(row[0]), Double.parseDouble(row[1]), 1, scv, 0)
                .runAsLossSystem(200_000, verdicts.seed())
                .waiting();

        verdicts.add(
            scv + ": " + String.join(",", row), seen.refused(), Double.parseDouble(row[3]));
      }
    }
    verdicts.hold();
  }

  @Test
  void singleServersMatchPollaczekAndKhinchine() {
    Verdicts verdicts = new Verdicts();
    for (double rho : new double[] {0.3, 0.6, 0.85}) {
      for (double scv : new double[] {0, 0.25, 0.5, 2, 4}) {
        verdicts.add(
            "M/G/1 " + rho + " " + scv,
            new Queue(1, rho, 1, scv, 0).run(5e5, verdicts.seed()).waiting(),
            new ExactQueue(rho, rho * (1 + scv) / 2 / (1 - rho)));
      }
    }
    verdicts.hold();
  }

  @Test
  void manyServersMatchTheirMarkovChains() {
    Verdicts verdicts = new Verdicts();
    for (int servers : new int[] {2, 5, 10}) {
      for (double rho : new double[] {0.5, 0.9}) {
        for (double[] scv : new double[][] {{1, 0}, {1, 0.5}, {0, 1}, {0.5, 1}, {4, 0.5}}) {
          ExactQueue exact = ExactQueue.of(servers, rho * servers, scv[0], scv[1]).orElseThrow();

          verdicts.add(
              Arrays.toString(scv) + " " + servers + " " + rho,
              new Queue(servers, rho * servers, scv[0], scv[1], 0)
                  .run(4e5, verdicts.seed())
                  .waiting(),
              exact);
        }
      }
    }
    verdicts.hold();
  }

  @Test
  void theMarkovChainsAreErlangsWhereArrivalsAndServiceAreExponential() {
    for (String[] row : rows("erlang-exact.csv", ",")) {
      ExactQueue exact =
          ExactQueue.of(Integer.parseInt(row[0]), Double.parseDouble(row[1]), 1, 1).orElseThrow();

      assertThat(exact.waits()).isCloseTo(Double.parseDouble(row[4]), offset(1e-6));
      assertThat(exact.meanWait()).isCloseTo(Double.parseDouble(row[5]), offset(1e-6));
    }
  }

  @Test
  void otherSystemsMatchPublishedValues() {
    Verdicts verdicts = new Verdicts();
    for (String[] row : rows("published.csv", ";")) {
      int servers = Integer.parseInt(row[3]);
      double erlang = servers * Double.parseDouble(row[4]);
      double value = Double.parseDouble(row[6]);
      double arrivalScv = Double.parseDouble(row[1]);
      double serviceScv = Double.parseDouble(row[2]);
      SimulationResult.Wait seen =
          new Queue(servers, erlang, arrivalScv, serviceScv, 0)
              .run(600_000, verdicts.seed())
              .waiting();
      Interval simulated = read(row[5], seen.waited(), seen.meanMillis().scaled(1e-3), erlang);
      Optional<ExactQueue> exact = ExactQueue.of(servers, erlang, arrivalScv, serviceScv);
      String name = String.join(";", row);
      double off = Double.parseDouble(row[7]) * (row[5].equals("P(wait)") ? 1 : value);
      if (exact.isEmpty()) {
        within(simulated, value, off, name);
        continue;
      }
      double truth = read(row[5], exact.get().waits(), exact.get().meanWait(), erlang);
      assertThat(value).as(name + ", exact " + truth).isCloseTo(truth, offset(off + 1e-12));
      verdicts.add(name, simulated, truth);
    }
    verdicts.hold();
  }

  private static Interval read(String quantity, Interval waits, Interval meanWait, double erlang) {
    return switch (quantity) {
      case "P(wait)" -> waits;
      case "Wq" -> meanWait;
      default -> meanWait.scaled(erlang);
    };
  }

  private static double read(String quantity, double waits, double meanWait, double erlang) {
    return read(quantity, new Interval(waits, 0), new Interval(meanWait, 0), erlang).value();
  }

  @Test
  void aCallCentreIsAsPublished() {
    // 100 calls in half an hour of three minutes each; 14 agents: 17.4 % wait; within 20 s 88.8 %.
    var seen = new Queue(14, 10, 1, 1, 20.0 / 180).run(500_000, 4).waiting();

    within(seen.waited(), 0.174, 0.0005, "P(wait)");
    within(seen.beyondBudget(), 1 - 0.888, 0.0005, "P(wait > 20 s)");
  }

  private static void within(Interval seen, double expected, double more, String name) {
    assertThat(Math.abs(seen.value() - expected))
        .as(name + ": expected " + expected + ", seen " + seen)
        .isLessThanOrEqualTo(WIDER * seen.halfWidth() + more);
  }

  private static List<String[]> rows(String resource, String separator) {
    try (InputStream in = QueueingTheoryTest.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#") && !line.startsWith("servers"))
          .map(line -> line.split(separator, -1))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
