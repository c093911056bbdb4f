package dev.continuum.solver.exact;

import dev.continuum.solver.BoundKind;
import dev.continuum.solver.Level;
import dev.continuum.solver.search.Search;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;

/**
 * Tells a search of a tree over a relaxation: the bound holds for all placements on time, less what
 * it may be off, and solutions are dealt.
 *
 * @param search that is told
 * @param source who tells
 * @param off what a bound may be too high, micro-units per hour
 * @param deal makes a placement of a solution, and offers it
 */
record TreeProgress(Search search, String source, LongUnaryOperator off, Consumer<double[]> deal)
    implements ModelSolver.Progress {

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
