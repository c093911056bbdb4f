package dev.continuum.model.evaluation;

import static dev.continuum.model.evaluation.Lab.F;
import static dev.continuum.model.evaluation.Lab.N;
import static dev.continuum.model.evaluation.Lab.lab;
import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.model.topology.Overflow;
import dev.continuum.model.topology.PowerModel;
import dev.continuum.model.topology.Prices;
import dev.continuum.model.topology.Radio;
import dev.continuum.model.workload.BatteryState;
import dev.continuum.model.workload.Sizing;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class EvaluationDifferenceTest {

  private final Lab lab =
      lab()
          .weights(0, 0, 0, 1)
          .function(f -> f.withSizing(Sizing.utilization(0.5)))
          .node(n -> n.withPrices(Prices.activeOnly(3)).withOverflow(Overflow.QUEUE))
          .device(d -> d.withEnergy(new PowerModel(1, 10), Radio.NONE, 9000))
          .group(g -> g.withBattery(new BatteryState(7200, Duration.ofMinutes(1))));

  @Test
  void changesAreListedByWhatTheyTouch() {
    EvaluationDifference difference = lab.onNode(1).since(lab.onDevices());

    assertThat(difference.costMicros()).isEqualTo(Map.of(CostTerm.ACTIVE, 3_000_000L));
    assertThat(difference.nodes())
        .containsExactly(
            new EvaluationDifference.NodeChange(
                N, false, true, 1000, (double) Lab.GIB.bytes(), 10));
    assertThat(difference.warm()).containsExactly(new EvaluationDifference.WarmChange(F, N, 0, 1));
    assertThat(difference.batteries())
        .containsExactly(
            new EvaluationDifference.BatteryChange(
                Lab.G, OptionalDouble.of(3600), OptionalDouble.of(7200)));
    assertThat(difference.broken()).hasSize(1);
    assertThat(difference.broken().getFirst().kind()).isEqualTo(RuleKind.SIZING);
    assertThat(difference.mended()).isEmpty();
    assertThat(lab.onDevices().since(lab.onNode(1)).mended()).hasSize(1);
  }

  @Test
  void servedDevicesShowInTheirApplication() {
    EvaluationDifference difference =
        lab.evaluate(Lab.served(7, 2)).since(lab.evaluate(Lab.served(9, 2)));

    assertThat(difference.apps()).hasSize(1);
    EvaluationDifference.AppChange app = difference.apps().getFirst();
    assertThat(app.served()).isEqualTo(-2);
    assertThat(app.unserved()).isEqualTo(2);
    assertThat(app.worstAfter()).isEqualTo(app.worstBefore());
  }

  @Test
  void textIsForPeople() {
    assertThat(lab.onNode(2).since(lab.onDevices()).toString())
        .isEqualTo(
            """
            cost +3.000000 per hour
              active +3.000000
            app a: served +0.00000, unserved +0.00000, late +0.00000, worst 299.574 ms -> 299.574 ms
            node n: opened, CPU +1000 millicores, memory +2048.0 MiB, +10.0000 requests/s
            f on n: 0 -> 2 warm
            battery of g: 1.0 h -> 2.0 h""");
  }
}
