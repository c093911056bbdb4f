package dev.continuum.benchmarks.micro;

import dev.continuum.model.PlacementProblem;
import dev.continuum.solver.Bound;
import dev.continuum.solver.Level;
import dev.continuum.solver.SolveListener;
import dev.continuum.solver.SolveOptions;
import dev.continuum.solver.StopSignal;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.price.PriceCore;
import dev.continuum.solver.search.Budget;
import dev.continuum.solver.search.Search;
import dev.continuum.solver.state.CompiledPlacement;
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

/** Iterations of the prices: forty steps from a given placement, start included. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class PriceBenchmark {

  private static final SolveOptions FORTY = SolveOptions.DEFAULT.withSteps(40);

  /** Client groups of the city. */
  @Param({"50", "200"})
  public int groups;

  private CompiledProblem problem = CompiledProblem.of(PlacementProblem.builder("").build());
  private Optional<CompiledPlacement> placement = Optional.empty();

  /** Makes the city and a placement. */
  @Setup
  public void setUp() {
    problem = CompiledProblem.of(Cities.of(groups));
    placement = Optional.of(MoveBenchmark.constructed(problem));
  }

  /** What is proven after them. */
  @Benchmark
  public Bound fortySteps() {
    Search search =
        new Search(
            problem,
            FORTY,
            new Budget(FORTY, StopSignal.NEVER, System::nanoTime),
            SolveListener.NONE);
    placement.ifPresent(
        each -> {
          var unused = search.offer(each, "given");
        });
    new PriceCore().run(search);
    return search.bound(Level.COST);
  }
}
