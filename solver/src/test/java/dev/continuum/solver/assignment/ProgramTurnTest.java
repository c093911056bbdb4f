package dev.continuum.solver.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.solver.BackendException;
import dev.continuum.solver.SolveListener;
import dev.continuum.solver.SolveOptions;
import dev.continuum.solver.StopSignal;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.search.Budget;
import dev.continuum.solver.search.Search;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** When a program takes a thread, on a clock of the test's own. */
class ProgramTurnTest {

  private static final long SECOND = 1_000_000_000L;

  private final AtomicLong clock = new AtomicLong();
  private final RandomLocation random = UnevenLocation.of(2, 3);
  private final CompiledProblem problem = CompiledProblem.of(random.problem);
  private final Instance instance = Recognition.of(problem).orElseThrow();
  private final Ascent ascent =
      new Ascent(
          new Dual(instance, new boolean[instance.arcs()]),
          new CapacityPrices(instance).jobPrices());
  private final SiteTree tree = new SiteTree(instance, ascent);

  private Search search(SolveOptions options) {
    Budget budget = new Budget(options, StopSignal.NEVER, clock::get);
    return new Search(problem, options, budget, SolveListener.NONE);
  }

  private ProgramTurn turn() {
    SolveOptions options = SolveOptions.DEFAULT.withTimeLimit(Duration.ofSeconds(10));
    return new ProgramTurn(search(options), instance, tree);
  }

  @Test
  void comesOnceAfterAWhileWhereTheBoundStandsStill() {
    ProgramTurn turn = turn();
    double cost = tree.bound() + 1e6;
    assertThat(turn.comes(cost)).isFalse();
    clock.addAndGet(SECOND / 4);
    assertThat(turn.comes(cost)).isFalse();
    clock.addAndGet(SECOND / 2);
    assertThat(turn.comes(Double.POSITIVE_INFINITY)).isFalse();
    assertThat(turn.comes(cost)).isTrue();
    assertThat(turn.comes(cost)).isFalse();
    assertThat(turn.end().getAsBoolean()).isFalse();
    clock.set(10 * SECOND - SECOND / 50);
    assertThat(turn.end().getAsBoolean()).isTrue();
  }

  @Test
  void waitsWhileTheBoundWouldReachTheIncumbentAndAsksAgainAfterTwiceAsLong() {
    ProgramTurn turn = turn();
    double before = tree.bound();
    TransportSites sites = new TransportSites(instance, new SitePool());
    SiteBranching branching =
        new SiteBranching(instance, ascent, sites, new boolean[instance.arcs()], () -> {});
    while (tree.bound() == before) {
      assertThat(tree.step(branching, instance.most, () -> false)).isTrue();
    }
    double cost = tree.bound() + (tree.bound() - before);
    clock.addAndGet(SECOND);
    assertThat(turn.comes(cost)).isFalse();
    clock.addAndGet(SECOND / 2);
    assertThat(turn.comes(cost)).isFalse();
    // Since it was asked the bound has not moved.
    clock.addAndGet(SECOND / 2);
    assertThat(turn.comes(cost)).isTrue();
  }

  @Test
  void neverComesWhereStepsAreLimited() {
    ProgramTurn turn =
        new ProgramTurn(search(SolveOptions.DEFAULT.withSteps(1000)), instance, tree);
    clock.addAndGet(5 * SECOND);
    assertThat(turn.comes(tree.bound() + 1e6)).isFalse();
  }

  @Test
  void neverComesWithManyJobsOrWhereNothingOpens() {
    for (RandomLocation other :
        new RandomLocation[] {
          new RandomLocation(4, 130, true, true, 1), new RandomLocation(4, 20, true, false, 1)
        }) {
      Instance of = Recognition.of(CompiledProblem.of(other.problem)).orElseThrow();
      ProgramTurn turn = new ProgramTurn(search(SolveOptions.DEFAULT), of, tree);
      clock.addAndGet(5 * SECOND);
      assertThat(turn.comes(tree.bound() + 1e6)).isFalse();
      clock.set(0);
    }
  }

  @Test
  void goesOnWithoutNatives() {
    turn()
        .attempt(
            () -> {
              throw new BackendException("no natives");
            });
  }

  @Test
  void isForFewArcs() {
    ProgramTurn turn = turn();
    boolean[] removed = new boolean[instance.arcs()];
    assertThat(turn.isSmall(new byte[instance.nodes], removed)).isTrue();
    RandomLocation larger = new RandomLocation(60, 60, true, true, 1);
    Instance many = Recognition.of(CompiledProblem.of(larger.problem)).orElseThrow();
    ProgramTurn other = new ProgramTurn(search(SolveOptions.DEFAULT), many, tree);
    boolean[] gone = new boolean[many.arcs()];
    byte[] state = new byte[many.nodes];
    assertThat(other.isSmall(state, gone)).isFalse();
    java.util.Arrays.fill(state, 0, 30, Dual.CLOSED);
    assertThat(other.isSmall(state, gone)).isTrue();
  }
}
