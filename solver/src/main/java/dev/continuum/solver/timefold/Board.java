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

  private final boolean[] closed;
  private int version;

  private final BooleanSupplier over;
  private final Runnable onStep;
  private Runnable stop = () -> {};
  private Runnable besides = () -> {};

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

  /** Whether nothing may be on a node. */
  boolean isClosed(int node) {
    return closed[node];
  }

  /** Closes or opens a node. */
  void close(int node, boolean toClose) {
    closed[node] = toClose;
    version++;
  }

  /** Changes whenever a node closes or opens. */
  int version() {
    return version;
  }

  /** Says how the solver is stopped, and what is to be done at each step besides. */
  void runBy(Runnable toStop, Runnable eachStep) {
    stop = toStop;
    besides = eachStep;
  }

  /** Counts a step. */
  void step() {
    onStep.run();
    besides.run();
  }

  /** Stops the solver if it is time. */
  void stopWhenOver() {
    if (over.getAsBoolean()) {
      stop.run();
    }
  }
}
