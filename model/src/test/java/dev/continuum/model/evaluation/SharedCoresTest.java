package dev.continuum.model.evaluation;

import static dev.continuum.model.evaluation.Lab.lab;
import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.model.quantity.Cpu;
import dev.continuum.model.quantity.Memory;
import dev.continuum.model.queueing.ErlangC;
import dev.continuum.model.queueing.LatencyLaw;
import dev.continuum.model.topology.Capacity;
import dev.continuum.model.topology.Node;
import dev.continuum.model.topology.Overflow;
import dev.continuum.model.workload.Sizing;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class SharedCoresTest {

  private static RouteEvaluation only(Evaluation evaluation) {
    return evaluation.routes().getFirst();
  }

  /** One call a second of 100 ms from each of ten devices: one core is full, two are half busy. */
  @Test
  void callsOnWholeCoresOfTheirOwnNodeShareThem() {
    long alone = LatencyLaw.gamma(100_000, 1).quantileMicros(0.95);

    assertThat(only(lab().node(n -> n.withCapacity(cores(2))).onNode(9)).estimateMicros().orElse(0))
        .isBetween(alone * 13 / 10, alone * 15 / 10);
    assertThat(only(lab().node(n -> n.withCapacity(cores(2))).onNode(9)).percentileMicros())
        .isEqualTo(alone);
    assertThat(only(lab().node(n -> n.withCapacity(cores(1))).onNode(9)).estimateMicros())
        .isEmpty();
    assertThat(only(lab().node(n -> n.withCapacity(cores(2.5))).onNode(9)).estimateMicros())
        .hasValue(alone);
    assertThat(only(lab().node(n -> n.withCapacity(cores(100))).onNode(9)).estimateMicros())
        .hasValue(alone);
  }

  @Test
  void queuedCallsAreSlowedDownByNoMoreThanTheInstancesThereAre() {
    UnaryOperator<Node> queueing = n -> n.withCapacity(cores(2)).withOverflow(Overflow.QUEUE);
    Lab lab =
        lab()
            .function(f -> f.withSizing(Sizing.erlang(Duration.ofMillis(20), 0.01)))
            .node(queueing);

    long two = only(lab.onNode(2)).estimateMicros().orElseThrow();
    long many = only(lab.onNode(50)).estimateMicros().orElseThrow();

    LatencyLaw service = LatencyLaw.gamma(100_000, 1);
    double waits = ErlangC.probabilityOfWait(2, 1);
    assertThat(two)
        .isEqualTo(LatencyLaw.waiting(waits, 100_000).plus(service).quantileMicros(0.95));
    assertThat(many).isGreaterThan(two).isLessThan(two * 12 / 10);
  }

  private static Capacity cores(double cores) {
    return Capacity.of(Cpu.cores(cores), Memory.UNLIMITED);
  }
}
