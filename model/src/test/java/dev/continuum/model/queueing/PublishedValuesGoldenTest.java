package dev.continuum.model.queueing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every number of the two tables, at the precision it is published with. */
class PublishedValuesGoldenTest {

  record Row(String model, Map<String, Double> parameters, String quantity, String value) {
    double get(String name) {
      return parameters.get(name);
    }

    int servers() {
      return (int) get(parameters.containsKey("m") ? "m" : "c");
    }

    @Override
    public String toString() {
      return model + " " + parameters + " " + quantity;
    }
  }

  static List<Row> published() {
    return CsvRows.of("published_values.csv").stream()
        .map(cells -> new Row(cells[0], parameters(cells[1]), cells[2], cells[3]))
        .toList();
  }

  private static Map<String, Double> parameters(String text) {
    Map<String, Double> parameters = new LinkedHashMap<>();
    for (String pair : text.split(" ", -1)) {
      String[] sides = pair.split("=", -1);
      parameters.put(sides[0], Double.valueOf(sides[1]));
    }
    return parameters;
  }

  @ParameterizedTest
  @MethodSource("published")
  void everyPublishedNumberComesOut(Row row) {
    double expected = Double.parseDouble(row.value());
    String family = row.model().split(" ", -1)[0];
    switch (family) {
      case "M/M/c" -> assertThat(markov(row)).isCloseTo(expected, within(halfDigit(row.value())));
      case "M/D/c" -> assertThat(constant(row)).isCloseTo(expected, within(halfDigit(row.value())));
      case "M/M/c/c" -> assertThat(loss(row)).isCloseTo(expected, within(halfDigit(row.value())));
      case "M/G/c" ->
          assertThat(general(row)).isCloseTo(expected, within(Math.max(0.01 * expected, 0.02)));
      case "GI/G/m" -> assertThat(renewal(row)).isCloseTo(expected, within(0.05));
      default -> throw new AssertionError(row);
    }
  }

  private static double halfDigit(String printed) {
    // Numbers printed to all digits of a double carry the rounding of whoever printed them.
    BigDecimal value = new BigDecimal(printed);
    return Math.max(0.5000001 * value.ulp().doubleValue(), 1e-12 * value.doubleValue());
  }

  private static double markov(Row row) {
    if (row.parameters().containsKey("A")) {
      var queue = new MarkovQueue(row.servers(), row.get("A"), 180);
      return switch (row.quantity()) {
        case "P(wait)" -> queue.probabilityOfWait();
        case "occupancy" -> queue.occupancy();
        case "service level 20s" -> queue.waitWithin(20);
        default -> throw new AssertionError(row);
      };
    }
    double service = 1 / row.get("mu");
    var queue = new MarkovQueue(row.servers(), row.get("lambda") * service, service);
    return switch (row.quantity()) {
      case "Lq" -> queue.meanQueueLength();
      case "P(Wq<=1)" -> queue.waitWithin(1);
      case "P(wait)" -> queue.probabilityOfWait();
      default -> throw new AssertionError(row);
    };
  }

  private static double constant(Row row) {
    assertThat(row.quantity()).isEqualTo("Wq");
    return new Cosmetatos(row.servers(), row.get("rho") * row.servers(), 1 / row.get("mu"))
        .meanWaitSeconds();
  }

  private static double general(Row row) {
    assertThat(row.quantity()).isEqualTo("Lq");
    return new Kimura(row.servers(), row.get("rho") * row.servers(), 1, row.get("cs2"))
        .meanQueueLength();
  }

  private static double renewal(Row row) {
    assertThat(row.quantity()).isEqualTo("P(wait)");
    return new Whitt1993(
            row.servers(), row.get("rho") * row.servers(), 1, row.get("ca2"), row.get("cs2"))
        .probabilityOfWait();
  }

  private static double loss(Row row) {
    return switch (row.quantity()) {
      case "Erlang B" -> ErlangB.probability(row.servers(), row.get("A"));
      case "offered load A" -> ErlangB.offeredLoad(row.servers(), row.get("B"));
      default -> throw new AssertionError(row);
    };
  }

  @Test
  void theExactErlangTableComesOutToTwelveDigits() {
    for (String[] cells : CsvRows.of("erlang_exact.csv")) {
      int servers = Integer.parseInt(cells[0]);
      double load = Double.parseDouble(cells[1]);
      assertRelative(ErlangB.probability(servers, load), cells[3]);
      assertRelative(ErlangB.continuousProbability(servers, load), cells[3]);
      assertRelative(ErlangC.probabilityOfWait(servers, load), cells[4]);
      assertRelative(ErlangC.meanWaitSeconds(servers, load, 1), cells[5]);
    }
  }

  private static void assertRelative(double actual, String expected) {
    double value = Double.parseDouble(expected);
    assertThat(actual).isCloseTo(value, within(1e-12 * value));
  }

  @Test
  void theCallCentreExampleComesOut() {
    var queue = new MarkovQueue(14, 10, 180);
    assertThat(queue.probabilityOfWait()).isCloseTo(0.174, within(0.0005));
    assertThat(queue.waitWithin(20)).isCloseTo(0.888, within(0.0005));
    assertThat(ErlangC.serversForTail(10, 180, 20, 0.2)).isEqualTo(14);
    assertThat(ErlangB.servers(8.1, 0.01)).isEqualTo(15);
  }
}
