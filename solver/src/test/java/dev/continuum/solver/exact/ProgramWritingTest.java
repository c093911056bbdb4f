package dev.continuum.solver.exact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.solver.BoundKind;
import dev.continuum.solver.Level;
import dev.continuum.solver.SolveListener;
import dev.continuum.solver.SolveOptions;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.greedy.Greedy;
import dev.continuum.solver.search.Budget;
import dev.continuum.solver.search.Search;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is written when, beside whom, and what is left of it. */
@Timeout(60)
class ProgramWritingTest {

  private static final CompiledProblem TOWN = Sites.town(11, 90, 60);

  private final AtomicLong nanos = new AtomicLong();
  private final AtomicBoolean stopped = new AtomicBoolean();

  private Search search(Duration limit) {
    SolveOptions options = SolveOptions.DEFAULT.withTimeLimit(limit);
    Budget budget = new Budget(options, stopped::get, nanos::get);
    return new Search(TOWN, options, budget, SolveListener.NONE);
  }

  private static ProgramWriting writing(Search search) {
    return new ProgramWriting(search, new NodeFunctions(TOWN), ProgramSize.of(TOWN), true);
  }

  @Test
  void aProgramThatIsWrittenSoonHasNoTilesBesideIt() {
    try (ProgramWriting writing = writing(search(Duration.ofSeconds(60)))) {
      // It would wait for the writer, who has not begun.
      writing.help();
      writing.write();
      assertThat(writing.work()).isPresent();
    }
  }

  @Test
  void tilesPlaceAndBoundUntilTheWholeIsThere() throws InterruptedException {
    Search search = search(Duration.ofMillis(500));
    new Greedy().run(search);
    long before = search.incumbent().orElseThrow().score().costMicros();
    try (ProgramWriting writing = writing(search)) {
      Thread helper = Thread.ofPlatform().start(writing::help);
      writing.write();
      helper.join();
      SiteWork work = writing.work().orElseThrow();
      work.place(search);
      work.prove(search, () -> search.bound(Level.COST).kind() != BoundKind.TRIVIAL);
    }
    assertThat(search.incumbent().orElseThrow().score().costMicros()).isLessThan(before);
  }

  @Test
  void whatTilesPlacedStaysWhereTheWholeIsGivenUp() throws InterruptedException {
    Search search = search(Duration.ofMillis(500));
    new Greedy().run(search);
    long before = search.incumbent().orElseThrow().score().costMicros();
    try (ProgramWriting writing = writing(search)) {
      AtomicBoolean begun = new AtomicBoolean();
      Thread writer =
          Thread.ofPlatform()
              .start(
                  () -> {
                    begun.set(true);
                    writing.write();
                  });
      Thread helper = Thread.ofPlatform().start(writing::help);
      while (!begun.get()) {
        Thread.onSpinWait();
      }
      nanos.set(Duration.ofMillis(450).toNanos());
      writer.join();
      helper.join();
      assertThat(writing.work()).isPresent();
      assertThat(writing.goesOn()).isFalse();
    }
    assertThat(search.incumbent().orElseThrow().score().costMicros()).isLessThanOrEqualTo(before);
  }

  @Test
  void withoutTimeNobodyWaits() throws InterruptedException {
    Search search = search(Duration.ofMillis(500));
    stopped.set(true);
    try (ProgramWriting writing = writing(search)) {
      Thread helper = Thread.ofPlatform().start(writing::help);
      writing.write();
      helper.join();
      assertThat(writing.work()).isEmpty();
    }
  }
}
