package dev.continuum.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.greedy.Greedy;
import dev.continuum.solver.natives.NativeCalls;
import dev.continuum.solver.natives.Natives;
import dev.continuum.solver.natives.Watch;
import dev.continuum.solver.search.Backend;
import dev.continuum.solver.search.Budget;
import dev.continuum.solver.search.Search;
import dev.continuum.solver.search.Together;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Libraries that fail or hang cost neither the deadline nor what was found. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LeashTest {

  private static final Duration GRACE_NEEDED = Duration.ofMillis(500);

  private static final SolveOptions OPTIONS =
      SolveOptions.DEFAULT.withTimeLimit(Duration.ofMillis(300));

  private final List<SolveEvent> events = Collections.synchronizedList(new ArrayList<>());

  private Search search(SolveOptions options) {
    return new Search(
        CompiledProblem.of(Metropolis.drawn(1)),
        options,
        new Budget(options, StopSignal.NEVER, System::nanoTime),
        events::add);
  }

  private long failures() {
    return events.stream().filter(SolveEvent.BackendFailed.class::isInstance).count();
  }

  private static void await(CountDownLatch latch) {
    boolean interrupted = false;
    while (true) {
      try {
        latch.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** As a native solver that does not mind that it is interrupted. */
  private static void hang(Search search, CountDownLatch until) {
    var unused =
        Watch.during(
            () -> {
              await(until);
              return true;
            },
            search::over,
            () -> {});
  }

  @Test
  void whatIgnoresItsInterruptionIsLeftBehindAndMayAddNothing() {
    CountDownLatch hangs = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    AtomicBoolean taken = new AtomicBoolean(true);
    Backend library =
        search -> {
          hang(search, hangs);
          taken.set(search.offer(search.incumbent().orElseThrow(), "late"));
          search.prove(Level.UNSERVED, Long.MAX_VALUE, BoundKind.TREE, "late");
          search.proveInfeasible(new Conflict(List.of(), false, List.of()));
          ended.countDown();
        };
    Search search = search(OPTIONS);
    Leash.run(
        search,
        it -> {
          new Greedy().run(it);
          library.run(it);
        });
    assertThat(search.incumbent()).isPresent();
    assertThat(search.ended()).isEqualTo(Limit.TIME);
    assertThat(failures()).isEqualTo(1);
    assertThat(NativeCalls.left()).isEqualTo(1);
    Search other = search(OPTIONS);
    Leash.run(other, it -> slow(it, GRACE_NEEDED));
    assertThat(other.failure()).as("nothing of it hangs").isEmpty();
    Bound before = search.bound(Level.UNSERVED);
    hangs.countDown();
    await(ended);
    assertThat(taken).isFalse();
    assertThat(search.bound(Level.UNSERVED)).isEqualTo(before);
    assertThat(search.conflict()).isEmpty();
    while (NativeCalls.left() > 0) {
      Thread.onSpinWait();
    }
  }

  /** Ends a little after its search is over. */
  private static void slow(Search search, Duration after) {
    while (search.budget().elapsed().compareTo(OPTIONS.timeLimit().plus(after)) < 0) {
      Thread.onSpinWait();
    }
    new Greedy().run(search);
  }

  @Test
  void manyThatHangLeaveNoNativesForOthers() {
    CountDownLatch hangs = new CountDownLatch(1);
    List<Thread> hanging =
        Stream.generate(() -> Thread.ofPlatform().start(() -> await(hangs))).limit(4).toList();
    hanging.forEach(NativeCalls::leave);
    try {
      assertThatThrownBy(Natives::require).isInstanceOf(BackendException.class);
    } finally {
      hangs.countDown();
    }
    while (NativeCalls.left() > 0) {
      Thread.onSpinWait();
    }
    Natives.require();
  }

  @Test
  void aFaultOfOursBesideAHangIsThrown() {
    CountDownLatch hangs = new CountDownLatch(1);
    try {
      Search search = search(OPTIONS);
      Backend faulty =
          it -> {
            throw new IllegalStateException("ours");
          };
      List<Backend> both = List.of(faulty, it -> hang(it, hangs));
      assertThatThrownBy(() -> Leash.run(search, it -> Together.run(it, both))).hasMessage("ours");
    } finally {
      hangs.countDown();
    }
  }

  @Test
  void whatFailsIsToldOnceAndOthersGoOn() {
    for (int threads = 1; threads <= 2; threads++) {
      events.clear();
      Backend fails =
          search -> {
            throw new BackendException("no library");
          };
      Search search =
          search(
              new SolveOptions(
                  Strategy.AUTO, OPTIONS.timeLimit(), 0, OptionalLong.empty(), 1, threads));
      Leash.run(search, it -> Together.run(it, List.of(fails, fails, new Greedy())));
      assertThat(search.incumbent()).isPresent();
      assertThat(search.failure()).hasValueSatisfying(e -> assertThat(e).hasMessage("no library"));
      assertThat(failures()).isEqualTo(1);
    }
  }

  @Test
  void faultsOfOursAreThrown() {
    Search search = search(OPTIONS);
    assertThatThrownBy(
            () ->
                Leash.run(
                    search,
                    it -> {
                      throw new IllegalStateException("ours");
                    }))
        .hasMessage("ours");
    assertThat(search.failure()).isEmpty();
  }

  @Test
  void anInterruptedCallerGetsItsAnswerAndStaysInterrupted() {
    Thread.currentThread().interrupt();
    Search search = search(OPTIONS);
    Leash.run(search, new Greedy());
    assertThat(Thread.interrupted()).isTrue();
    assertThat(search.incumbent()).isPresent();
  }
}
