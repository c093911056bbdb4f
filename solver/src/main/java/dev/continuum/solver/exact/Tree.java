package dev.continuum.solver.exact;

import dev.continuum.solver.BoundKind;
import dev.continuum.solver.Level;
import dev.continuum.solver.search.Search;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;

/**
 * Branch and bound over a relaxation, on one thread: its bound holds for all placements on time,
 * less what it may be off, and solutions are dealt.
 *
 * @param search that is told
 * @param source who tells
 * @param off what a bound may be too high, micro-units per hour
 * @param deal makes a placement of a solution, and offers it
 */
record Tree(Search search, String source, LongUnaryOperator off, Consumer<double[]> deal)
    implements ModelSolver.Progress {

  /** Left of the time, for the bound to be told and a solution to be dealt. */
  private static final Duration MARGIN = Duration.ofMillis(150);

  /**
   * Searches until it is proven, or there is no time left; tells what it finds. The start may be
   * empty.
   */
  void grow(MixedInteger solver, LinearModel model, long[] objective, double[] start) {
    var unused = solver.minimise(model, objective, start, limits(), this);
  }

  private ModelSolver.Limits limits() {
    ModelSolver.Limits all = Exact.limits(search);
    Duration time = all.time().minus(MARGIN);
    return new ModelSolver.Limits(
        time.isNegative() ? Duration.ZERO : time,
        all.deterministic(),
        all.effort(),
        all.seed(),
        1,
        all.stop());
  }

  @Override
  public void solution(double[] values) {
    deal.accept(values);
  }

  @Override
  public void bound(long value) {
    if (value > Long.MIN_VALUE) {
      search.prove(Level.COST, value - off.applyAsLong(value), BoundKind.TREE, source);
    }
  }
}
