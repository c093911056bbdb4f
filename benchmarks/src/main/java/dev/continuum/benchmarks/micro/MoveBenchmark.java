package dev.continuum.benchmarks.micro;

import dev.continuum.model.PlacementProblem;
import dev.continuum.solver.SolveListener;
import dev.continuum.solver.SolveOptions;
import dev.continuum.solver.StopSignal;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.greedy.Greedy;
import dev.continuum.solver.search.Budget;
import dev.continuum.solver.search.Search;
import dev.continuum.solver.state.CompiledPlacement;
import dev.continuum.solver.state.PlacementState;
import dev.continuum.solver.state.RouteShare;
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

/** The score delta of a move: a group's devices leave their routes and come back. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class MoveBenchmark {

  /** Client groups of the city. */
  @Param({"50", "200"})
  public int groups;

  private CompiledProblem problem = CompiledProblem.of(PlacementProblem.builder("").build());
  private PlacementState state = new PlacementState(problem);
  private int next;

  /** Makes the city and a placement. */
  @Setup
  public void setUp() {
    problem = CompiledProblem.of(Cities.of(groups));
    state = PlacementState.of(problem, constructed(problem));
  }

  /** What construction finds. */
  static CompiledPlacement constructed(CompiledProblem problem) {
    SolveOptions options = SolveOptions.DEFAULT.withSteps(200);
    Search search =
        new Search(
            problem,
            options,
            new Budget(options, StopSignal.NEVER, System::nanoTime),
            SolveListener.NONE);
    new Greedy().run(search);
    return search.incumbent().orElseThrow();
  }

  /** One group out and in again; the cost afterwards. */
  @Benchmark
  public double outAndIn() {
    next = (next + 1) % problem.groups().size();
    List<RouteShare> before = state.clear(next);
    state.restore(next, before);
    return state.cost();
  }
}
