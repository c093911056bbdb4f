package dev.continuum.solver.timefold;

import dev.continuum.model.PlacementProblem;
import dev.continuum.solver.compiled.CompiledProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * What is the same in all copies of a plan: the problem, what keeps warm for spreading, nodes that
 * are closed for now, and when to stop. Closing and opening is confined to the solver's thread.
 */
final class Board {

  /** Of nothing. */
  static final Board NONE =
      new Board(
          CompiledProblem.of(PlacementProblem.builder("").build()),
          List.of(),
          () -> true,
          () -> {});

  final CompiledProblem problem;

  /** Pairs to be kept warm for spreading. */
  final List<Integer> forced;

  /** By node: whether nothing may be there. */
  final boolean[] closed;

  private final BooleanSupplier over;
  private final Runnable onStep;
  private Runnable stop = () -> {};

  /**
   * A board.
   *
   * @param over whether to stop
   * @param onStep told of each search step
   */
  Board(CompiledProblem problem, List<Integer> forced, BooleanSupplier over, Runnable onStep) {
    this.problem = problem;
    this.forced = new ArrayList<>(forced);
    this.closed = new boolean[problem.nodes().size];
    this.over = over;
    this.onStep = onStep;
  }

  /** Says how the solver is stopped. */
  void stopBy(Runnable how) {
    stop = how;
  }

  /** Counts a step. */
  void step() {
    onStep.run();
  }

  /** Stops the solver if it is time. */
  void stopWhenOver() {
    if (over.getAsBoolean()) {
      stop.run();
    }
  }
}
