package dev.continuum.solver.search;

import static dev.continuum.model.fixture.Scenario.app;
import static dev.continuum.model.fixture.Scenario.edge;
import static dev.continuum.model.fixture.Scenario.function;
import static dev.continuum.model.fixture.Scenario.group;
import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.model.evaluation.Score;
import dev.continuum.model.fixture.Scenario;
import dev.continuum.solver.BackendException;
import dev.continuum.solver.SolveListener;
import dev.continuum.solver.SolveOptions;
import dev.continuum.solver.StopSignal;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.greedy.Greedy;
import dev.continuum.solver.state.CompiledPlacement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Who has the next turn, and for how long; the clock goes on as they work. */
class AdaptiveTurnsTest {

  private static final long TICK = Duration.ofMillis(100).toNanos();

  private final List<String> ran = new ArrayList<>();
  private final List<Double> seconds = new ArrayList<>();
  private long now;

  private Search search(Duration limit) {
    CompiledProblem problem =
        CompiledProblem.of(
            Scenario.shuffledBy(1)
                .with(edge("edge").cores(4).memoryMib(1024))
                .with(function("detect").memoryMib(256).workMs(25))
                .with(app("photo").call("detect").entryBytes(1_000))
                .with(group("group").uses("photo").at("edge").perSecond(1))
                .problem());
    SolveOptions options = SolveOptions.DEFAULT.withTimeLimit(limit);
    Search search =
        new Search(
            problem, options, new Budget(options, StopSignal.NEVER, () -> now), SolveListener.NONE);
    Greedy.constructionOnly().run(search);
    return search;
  }

  private void work(String name, BooleanSupplier on) {
    ran.add(name);
    long before = now;
    while (on.getAsBoolean()) {
      now += TICK;
    }
    seconds.add((now - before) / 1e9);
  }

  /** Works all its turn, and gains so much by it. */
  private Improver worker(String name, long gain) {
    return (search, on, stream) -> {
      work(name, on);
      CompiledPlacement best = search.incumbent().orElseThrow();
      Score score = best.score();
      search.offer(
          new CompiledPlacement(
              best.shares(),
              best.warm(),
              best.acquired(),
              new Score(0, 0, 0, score.costMicros() - gain)),
          name);
    };
  }

  @Test
  void whoGainsMostGoesOnAndTheOtherIsAskedAgain() {
    Search search = search(Duration.ofSeconds(100));
    AdaptiveTurns.run(search, List.of(worker("idle", 0), worker("good", 1)));
    assertThat(search.over()).isTrue();
    assertThat(ran.subList(0, 8))
        .containsExactly("idle", "good", "good", "idle", "good", "good", "good", "idle");
    assertThat(Collections.frequency(ran, "good"))
        .isGreaterThan(2 * Collections.frequency(ran, "idle"));
  }

  @Test
  void aTurnIsATenthOfWhatIsLeftWithinLimits() {
    AdaptiveTurns.run(search(Duration.ofHours(1)), List.of(worker("idle", 0)));
    assertThat(seconds.getFirst()).isBetween(10.0, 10.2);
    seconds.clear();
    now = 0;
    AdaptiveTurns.run(search(Duration.ofSeconds(40)), List.of(worker("idle", 0)));
    assertThat(seconds.getFirst()).isBetween(4.0, 4.2);
    assertThat(seconds.subList(0, seconds.size() - 1)).allMatch(each -> each >= 1.4);
  }

  @Test
  void whoIsDoneOrFailsLeavesTheOthersTheirTime() {
    Search search = search(Duration.ofSeconds(60));
    Improver done = (it, on, stream) -> ran.add("done");
    Improver fails =
        (it, on, stream) -> {
          ran.add("fails");
          throw new BackendException("no library");
        };
    AdaptiveTurns.run(search, List.of(done, fails, worker("worker", 0)));
    assertThat(ran).startsWith("done", "fails", "worker", "worker");
    assertThat(Collections.frequency(ran, "done")).isEqualTo(1);
    assertThat(Collections.frequency(ran, "fails")).isEqualTo(1);
    assertThat(search.over()).isTrue();
  }

  @Test
  void withoutAnybodyItEnds() {
    Search search = search(Duration.ofSeconds(60));
    AdaptiveTurns.run(search, List.of((it, on, stream) -> ran.add("done")));
    assertThat(ran).containsExactly("done");
    assertThat(search.over()).isFalse();
  }
}
