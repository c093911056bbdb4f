package dev.continuum.benchmarks.micro;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.validation.Issue;
import dev.continuum.model.validation.ProblemValidator;
import dev.continuum.solver.compiled.CompiledProblem;
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

/** From the declared problem to the form that backends see. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class CompilationBenchmark {

  /** Client groups of the city. */
  @Param({"50", "200"})
  public int groups;

  private PlacementProblem problem = PlacementProblem.builder("").build();

  /** Makes the city. */
  @Setup
  public void setUp() {
    problem = Cities.of(groups);
  }

  /** Sorting, pruning, sizing. */
  @Benchmark
  public CompiledProblem compile() {
    return CompiledProblem.of(problem);
  }

  /** All checks of a valid problem. */
  @Benchmark
  public List<Issue> validate() {
    return ProblemValidator.validate(problem);
  }
}
