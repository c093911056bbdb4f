package dev.continuum.benchmarks.micro;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.topology.Node;
import dev.continuum.model.topology.NodeStatus;
import dev.continuum.model.topology.Tier;
import dev.continuum.model.topology.Topology;
import dev.continuum.solver.PlacementSolver;
import dev.continuum.solver.SolveOptions;
import dev.continuum.solver.SolveResult;
import dev.continuum.solver.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A node is lost: a whole solve from the running placement, validation and oracle included. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class RepairBenchmark {

  private static final SolveOptions FIRST =
      SolveOptions.DEFAULT.withStrategy(Strategy.GREEDY).withSteps(1);

  /** Client groups of the city. */
  @Param({"50", "200"})
  public int groups;

  private PlacementProblem damaged = PlacementProblem.builder("").build();

  /** Makes the city, a placement, and takes an edge away. */
  @Setup
  public void setUp() {
    PlacementProblem whole = Cities.of(groups);
    Placement running = Cities.placed(whole);
    Topology before = whole.topology();
    List<Node> nodes = new ArrayList<>(before.nodes());
    int lost = 0;
    while (nodes.get(lost).tier() != Tier.EDGE) {
      lost++;
    }
    nodes.set(lost, nodes.get(lost).withStatus(NodeStatus.DOWN));
    damaged =
        new PlacementProblem(
                whole.name(),
                new Topology(
                    before.nodeClasses(),
                    before.deviceClasses(),
                    nodes,
                    before.accessPoints(),
                    before.links(),
                    before.delays(),
                    before.distanceRule()),
                whole.functions(),
                whole.apps(),
                whole.groups(),
                whole.rules(),
                whole.explicitCosts(),
                whole.weights(),
                whole.reconfiguration(),
                whole.current(),
                whole.instanceUnit())
            .withCurrent(running);
  }

  /** The first placement that breaks no rule. */
  @Benchmark
  public SolveResult nodeLost() {
    return new PlacementSolver().solve(damaged, FIRST);
  }
}
