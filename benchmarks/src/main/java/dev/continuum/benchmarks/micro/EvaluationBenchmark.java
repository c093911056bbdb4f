package dev.continuum.benchmarks.micro;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.Evaluation;
import dev.continuum.model.evaluation.PlacementEvaluator;
import dev.continuum.model.evaluation.Score;
import dev.continuum.model.placement.Placement;
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

/** The oracle: the score alone, by an evaluator that is kept, and everything, by a fresh one. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class EvaluationBenchmark {

  /** Client groups of the city. */
  @Param({"50", "200"})
  public int groups;

  private PlacementProblem problem = PlacementProblem.builder("").build();
  private Placement placement = Placement.EMPTY;
  private PlacementEvaluator evaluator = new PlacementEvaluator(problem);

  /** Makes the city and a placement. */
  @Setup
  public void setUp() {
    problem = Cities.of(groups);
    placement = Cities.placed(problem);
    evaluator = new PlacementEvaluator(problem);
  }

  /** Score alone, kept evaluator. */
  @Benchmark
  public Score score() {
    return evaluator.score(placement);
  }

  /** Everything, fresh evaluator. */
  @Benchmark
  public Evaluation evaluate() {
    return PlacementEvaluator.evaluate(problem, placement);
  }
}
