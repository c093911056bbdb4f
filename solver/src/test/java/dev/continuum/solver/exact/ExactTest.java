package dev.continuum.solver.exact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.solver.Metropolis;
import dev.continuum.solver.SolveListener;
import dev.continuum.solver.SolveOptions;
import dev.continuum.solver.StopSignal;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.greedy.Greedy;
import dev.continuum.solver.search.Budget;
import dev.continuum.solver.search.Search;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Which problems are written down route by route, in which time. */
class ExactTest {

  private static final int FEW = 20;

  /** Of a clock that moves a millisecond whenever it is read, how often that was. */
  private static long reads(Exact exact, Duration limit) {
    SolveOptions options = SolveOptions.DEFAULT.withTimeLimit(limit);
    CompiledProblem problem = CompiledProblem.of(Metropolis.drawn(1));
    AtomicLong millis = new AtomicLong();
    Budget budget =
        new Budget(
            options,
            StopSignal.NEVER,
            () -> TimeUnit.MILLISECONDS.toNanos(millis.incrementAndGet()));
    Search search = new Search(problem, options, budget, SolveListener.NONE);
    Greedy.constructionOnly().run(search);
    assertThat(search.allOnTime()).isTrue();
    long before = millis.get();
    exact.run(search);
    return millis.get() - before;
  }

  @Test
  void besideOthersItLeavesWhatTheTimeIsTooShortFor() {
    assertThat(reads(Exact.besideOthers(), Duration.ofSeconds(1))).isLessThan(FEW);
  }

  @Test
  void aloneItTakesTheTimeItIsGiven() {
    assertThat(reads(new Exact(), Duration.ofSeconds(1))).isGreaterThan(FEW);
  }
}
