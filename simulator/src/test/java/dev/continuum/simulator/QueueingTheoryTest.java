package dev.continuum.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.simulator.statistics.Interval;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Simulated queues against exact and published values. */
class QueueingTheoryTest {

  /** Of 95 % intervals one in twenty misses; twice their width, one in ten thousand. */
  private static final double WIDER = 2;

  @Test
  void delaySystemsMatchErlangC() {
    for (String[] row : rows("erlang-exact.csv", ",")) {
      int servers = Integer.parseInt(row[0]);
      double erlang = Double.parseDouble(row[1]);
      var seen = new Queue(servers, erlang, 1, 1, 0).run(300_000, 1).waiting();

      within(seen.waited(), Double.parseDouble(row[4]), 0.002, String.join(",", row));
      within(
          seen.meanMillis().scaled(1e-3), Double.parseDouble(row[5]), 0.002, String.join(",", row));
    }
  }

  @Test
  void lossSystemsMatchErlangBWhateverTheServiceLaw() {
    for (String[] row : rows("erlang-exact.csv", ",")) {
      for (double scv : new double[] {0, 1, 4}) {
        var seen =
            new Queue(Integer.parseInt(row[0]), Double.parseDouble(row[1]), 1, scv, 0)
                .runAsLossSystem(150_000, 2)
                .waiting();

        within(seen.refused(), Double.parseDouble(row[3]), 0.002, String.join(",", row));
      }
    }
  }

  @Test
  void singleServersMatchPollaczekAndKhinchine() {
    for (double rho : new double[] {0.3, 0.6, 0.85}) {
      for (double scv : new double[] {0, 0.25, 0.5, 2, 4}) {
        var seen = new Queue(1, rho, 1, scv, 0).run(400_000, 5).waiting();

        within(seen.waited(), rho, 0.001, "M/G/1 " + rho + " " + scv);
        within(
            seen.meanMillis().scaled(1e-3),
            rho * (1 + scv) / 2 / (1 - rho),
            0.002,
            "M/G/1 " + rho + " " + scv);
      }
    }
  }

  @Test
  void constantServiceOnManyServersIsExact() {
    for (int servers : new int[] {2, 5, 10}) {
      for (double rho : new double[] {0.5, 0.7, 0.9}) {
        var seen = new Queue(servers, rho * servers, 1, 0, 0).run(400_000, 6).waiting();

        within(
            seen.meanMillis().scaled(1e-3),
            constantServiceWait(servers, rho * servers),
            0.0005,
            "M/D/" + servers + " " + rho);
      }
    }
  }

  /** M/D/c: whoever is in service now has left a service time later (Crommelin's equations). */
  private static double constantServiceWait(int servers, double erlang) {
    int states = servers + 300;
    double[] arrivals = new double[states];
    arrivals[0] = Math.exp(-erlang);
    for (int j = 1; j < states; j++) {
      arrivals[j] = arrivals[j - 1] * erlang / j;
    }
    double[] now = new double[states];
    now[0] = 1;
    for (int step = 0; step < 3000; step++) {
      double[] next = new double[states];
      for (int k = 0; k < states; k++) {
        int left = Math.max(0, k - servers);
        for (int j = 0; left + j < states && (arrivals[j] > 1e-18 || j < erlang); j++) {
          next[left + j] += now[k] * arrivals[j];
        }
      }
      now = next;
    }
    double waiting = 0;
    for (int k = servers + 1; k < states; k++) {
      waiting += (k - servers) * now[k];
    }
    return waiting / erlang;
  }

  @Test
  void otherSystemsMatchPublishedValues() {
    for (String[] row : rows("published.csv", ";")) {
      int servers = Integer.parseInt(row[3]);
      double rho = Double.parseDouble(row[4]);
      double value = Double.parseDouble(row[6]);
      double tolerance = Double.parseDouble(row[7]);
      Queue queue =
          new Queue(
              servers, rho * servers, Double.parseDouble(row[1]), Double.parseDouble(row[2]), 0);
      var seen = queue.run(600_000, 3).waiting();
      String name = String.join(";", row);
      switch (row[5]) {
        // Published to two digits, and of laws known by two moments only.
        case "P(wait)" -> within(seen.waited(), value, 0.005 + 3 * tolerance, name);
        case "Wq" -> within(seen.meanMillis().scaled(1e-3), value, tolerance * value + 5e-4, name);
        default ->
            within(
                seen.meanMillis().scaled(1e-3 * rho * servers),
                value,
                tolerance * value + 0.005,
                name);
      }
    }
  }

  @Test
  void aCallCentreIsAsPublished() {
    // 100 calls in half an hour of three minutes each; 14 agents: 17.4 % wait; within 20 s 88.8 %.
    var seen = new Queue(14, 10, 1, 1, 20.0 / 180).run(500_000, 4).waiting();

    within(seen.waited(), 0.174, 0.002, "P(wait)");
    within(seen.beyondBudget(), 1 - 0.888, 0.002, "P(wait > 20 s)");
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
