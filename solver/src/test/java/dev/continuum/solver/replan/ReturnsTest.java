package dev.continuum.solver.replan;

import static dev.continuum.model.fixture.Scenario.app;
import static dev.continuum.model.fixture.Scenario.edge;
import static dev.continuum.model.fixture.Scenario.function;
import static dev.continuum.model.fixture.Scenario.group;
import static dev.continuum.model.fixture.Scenario.link;
import static dev.continuum.model.fixture.Scenario.weights;
import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.fixture.Scenario;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.placement.ObjectiveWeights;
import dev.continuum.model.placement.Placement;
import dev.continuum.solver.PlacementSolver;
import dev.continuum.solver.SolveOptions;
import dev.continuum.solver.SolveResult;
import dev.continuum.solver.Strategy;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Nodes that come back are taken by those who would rather be there. */
class ReturnsTest {

  @Test
  void aNodeThatComesBackIsTakenByThoseNearIt() {
    Warm warm = solved(road());
    Betterment betterment = new Betterment(warm);
    int node = warm.problem.names().nodes().indexOf(new NodeId("edge-3"));
    int there = warm.residents.on(node).length;
    double optimum = warm.state.cost();
    warm.close(node);
    var unused = new Repair(warm, betterment).run(List.of());
    assertThat(warm.residents.on(node)).isEmpty();
    assertThat(warm.state.cost()).isGreaterThan(optimum);
    warm.live.open(node);
    Returns returns = new Returns(warm, betterment);
    returns.add(node);
    BitSet moved = new BitSet();
    returns.fill(() -> true, moved);
    assertThat(returns.waiting()).isEmpty();
    assertThat(moved.cardinality()).isEqualTo(there).isPositive();
    assertThat(warm.residents.on(node)).hasSize(there);
    assertThat(warm.state.cost()).isEqualTo(optimum);
    Audit.requireSums(warm, warm.dirty);
  }

  @Test
  void oneGroupAtATimeFillsItTheSame() {
    Warm warm = solved(road());
    Betterment betterment = new Betterment(warm);
    int node = warm.problem.names().nodes().indexOf(new NodeId("edge-3"));
    double optimum = warm.state.cost();
    warm.close(node);
    var unused = new Repair(warm, betterment).run(List.of());
    warm.live.open(node);
    Returns returns = new Returns(warm, betterment);
    returns.add(node);
    returns.add(node);
    BitSet moved = new BitSet();
    int turns = 0;
    while (!returns.waiting().isEmpty() && turns++ < 100) {
      AtomicInteger asked = new AtomicInteger();
      returns.fill(() -> asked.incrementAndGet() <= 2, moved);
    }
    assertThat(turns).isBetween(3, 99);
    assertThat(warm.state.cost()).isEqualTo(optimum);
  }

  @Test
  void aNodeThatIsNotDoneWaitsOn() {
    Warm warm = solved(road());
    Returns returns = new Returns(warm, new Betterment(warm));
    returns.add(3);
    BitSet moved = new BitSet();
    returns.fill(() -> false, moved);
    assertThat(returns.waiting()).containsExactly(3);
    assertThat(moved.isEmpty()).isTrue();
  }

  /** Five edges in a row, three groups at each: delay alone counts. */
  private static PlacementProblem road() {
    Scenario scenario =
        Scenario.shuffledBy(1)
            .with(function("detect").memoryMib(64).workMs(10))
            .with(app("ar").call("detect").entryBytes(1_000))
            .with(weights(new ObjectiveWeights(1e-6, 0, 0, 0)));
    for (int n = 1; n <= 5; n++) {
      scenario.with(edge("edge-" + n).cores(1).memoryMib(4096));
      for (int g = 1; g <= 3; g++) {
        scenario.with(
            group("group-" + n + "-" + g).uses("ar").at("edge-" + n).devices(1).perSecond(10));
      }
      if (n > 1) {
        scenario.with(link("edge-" + (n - 1), "edge-" + n).ms(2));
      }
    }
    return scenario.problem();
  }

  private static Warm solved(PlacementProblem problem) {
    SolveOptions greedy = SolveOptions.DEFAULT.withStrategy(Strategy.GREEDY).withSteps(30);
    if (new PlacementSolver().solve(problem, greedy) instanceof SolveResult.Placed placed) {
      Placement placement = placed.placement();
      return new Warm(problem.withCurrent(placement), placement, 1);
    }
    throw new AssertionError("Not placed");
  }
}
