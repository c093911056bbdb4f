package dev.continuum.benchmarks.micro;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.topology.Node;
import dev.continuum.model.topology.NodeStatus;
import dev.continuum.model.topology.Tier;
import dev.continuum.solver.PlacementSolver;
import dev.continuum.solver.SolveOptions;
import dev.continuum.solver.SolveResult;
import dev.continuum.solver.Strategy;
import dev.continuum.solver.replan.ContinuumEvent;
import dev.continuum.solver.replan.Replan;
import dev.continuum.solver.replan.Replanner;
import java.util.List;
import java.util.Optional;
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
  private Replanner replanner = new Replanner(damaged, Placement.EMPTY, 1, System::nanoTime);
  private Optional<Node> edge = Optional.empty();

  /** Makes the city, a placement, and takes an edge away. */
  @Setup
  public void setUp() {
    PlacementProblem whole = Cities.of(groups);
    Placement running = Cities.placed(whole);
    Node lost =
        whole.topology().nodes().stream()
            .filter(node -> node.tier() == Tier.EDGE)
            .findFirst()
            .orElseThrow();
    edge = Optional.of(lost);
    damaged =
        whole.toBuilder()
            .eachNode(n -> n.id().equals(lost.id()) ? n.withStatus(NodeStatus.DOWN) : n)
            .current(running)
            .build();
    replanner = new Replanner(whole, running, 1, System::nanoTime);
  }

  /** The first placement that breaks no rule. */
  @Benchmark
  public SolveResult nodeLost() {
    return new PlacementSolver().solve(damaged, FIRST);
  }

  /** A node is lost and comes back in a warm replanner: two repairs. */
  @Benchmark
  public Replan nodeLostAndBackWarm() {
    Node it = edge.orElseThrow();
    var unused = replanner.apply(List.of(new ContinuumEvent.NodeLost(it.id())));
    return replanner.apply(List.of(new ContinuumEvent.NodeAdded(it)));
  }
}
