package dev.continuum.solver.exact;

import static dev.continuum.model.fixture.Scenario.apart;
import static dev.continuum.model.fixture.Scenario.app;
import static dev.continuum.model.fixture.Scenario.cloud;
import static dev.continuum.model.fixture.Scenario.edge;
import static dev.continuum.model.fixture.Scenario.function;
import static dev.continuum.model.fixture.Scenario.group;
import static dev.continuum.model.fixture.Scenario.link;
import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.model.fixture.Scenario;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.exact.NodeConfigurations.Configuration;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which combinations of instances and load a node is listed with. */
class NodeConfigurationsTest {

  /** Edges with memory for five instances of a function, which carry more than one core does. */
  private static CompiledProblem town(IntToDoubleFunction perSecond, Scenario.Part... more) {
    Scenario scenario =
        Scenario.shuffledBy(1)
            .with(cloud("region").pricePerGibSecondKept(1e-5))
            .with(function("extract").memoryMib(256).workMs(70).erlang(5, 0.1))
            .with(function("match").memoryMib(256).workMs(30).erlang(5, 0.1))
            .with(app("ar").call("extract").call("match").edge("extract", "match", 40_000))
            .with(more);
    for (int n = 0; n < 3; n++) {
      scenario
          .with(edge("edge-" + n).cores(1).memoryMib(1280).pricePerGibSecondKept(2e-5))
          .with(link("edge-" + n, "region").ms(20));
    }
    for (int g = 0; g < 40; g++) {
      scenario.with(
          group("group-" + g)
              .uses("ar")
              .at("edge-" + g % 3)
              .devices(4)
              .perSecond(perSecond.applyAsDouble(g)));
    }
    return CompiledProblem.of(scenario.problem());
  }

  /** CPU that a configuration needs of what its node has. */
  private static double used(
      CompiledProblem problem, NodeFunctions functions, int node, Configuration of) {
    int[] here = functions.of(node);
    double nanocores = 0;
    for (int i = 0; i < here.length; i++) {
      nanocores +=
          of.carried()[i] * functions.demand(problem.pairs().index(here[i], node)).cpuPerLoad();
    }
    return nanocores / problem.nodes().cpuNanocores[node];
  }

  private static int full(CompiledProblem problem) {
    NodeFunctions functions = new NodeFunctions(problem);
    int full = 0;
    for (int n = 0; n < problem.nodes().size; n++) {
      List<Configuration> all = functions.configurations(n);
      if (!problem.nodes().hasEndlessCpu(n)) {
        assertThat(all).as("node %d", n).isNotNull();
        for (Configuration each : all) {
          double used = used(problem, functions, n, each);
          assertThat(used).isLessThan(1 + 1e-6);
          full += used > 0.9 ? 1 : 0;
        }
      }
    }
    return full;
  }

  /** CPU of a device is whole nanocores, so that it is in no exact proportion to its load. */
  @Test
  void devicesOfDifferentRatesShareTheCpu() {
    assertThat(full(town(g -> g % 2 == 0 ? 0.7 : 3.5))).isPositive();
  }

  /** Shares of the CPU are not counted by the nano-request, of which there are too many. */
  @Test
  @Timeout(60)
  void ratesWithoutACommonMeasureAreSoonFoundToBeTooMany() {
    CompiledProblem problem = town(g -> 1.0 / (3 + g % 7));
    NodeFunctions functions = new NodeFunctions(problem);
    for (int n = 0; n < problem.nodes().size; n++) {
      assertThat(functions.configurations(n)).isNull();
    }
  }

  @Test
  void noneHasInstancesOfWhatIsToBeApart() {
    CompiledProblem problem = town(g -> 1, apart("extract", "match"));
    NodeFunctions functions = new NodeFunctions(problem);
    int one = 0;
    for (int n = 0; n < problem.nodes().size; n++) {
      List<Configuration> all = functions.configurations(n);
      if (all != null && functions.of(n).length == 2) {
        for (Configuration each : all) {
          assertThat(Math.min(each.carried()[0], each.carried()[1])).isZero();
          one += each.carried()[0] + each.carried()[1] > 0 ? 1 : 0;
        }
      }
    }
    assertThat(one).isPositive();
  }
}
