package dev.continuum.solver.timefold;

import ai.timefold.solver.core.impl.heuristic.selector.move.factory.MoveIteratorFactory;
import ai.timefold.solver.core.impl.score.director.ScoreDirector;
import java.util.Iterator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Hands Timefold our moves: one endless stream for each of its steps. */
public final class MoveFactory implements MoveIteratorFactory<Plan, RouteMove> {

  private @Nullable Moves moves;

  /** For the solver. */
  public MoveFactory() {}

  @Override
  public long getSize(ScoreDirector<Plan> director) {
    return Integer.MAX_VALUE;
  }

  @Override
  public Iterator<RouteMove> createOriginalMoveIterator(ScoreDirector<Plan> director) {
    throw new UnsupportedOperationException("Moves are drawn at random.");
  }

  @Override
  public Iterator<RouteMove> createRandomMoveIterator(
      ScoreDirector<Plan> director, RandomGenerator random) {
    Plan plan = director.getWorkingSolution();
    plan.board().step();
    Moves now = moves;
    if (now == null || !now.areOf(plan)) {
      now = new Moves(plan, random);
      moves = now;
    }
    return now;
  }
}
