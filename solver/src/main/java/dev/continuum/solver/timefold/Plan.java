package dev.continuum.solver.timefold;

import ai.timefold.solver.core.api.domain.solution.PlanningEntityCollectionProperty;
import ai.timefold.solver.core.api.domain.solution.PlanningScore;
import ai.timefold.solver.core.api.domain.solution.PlanningSolution;
import ai.timefold.solver.core.api.domain.solution.cloner.SolutionCloner;
import ai.timefold.solver.core.api.score.BendableScore;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A placement as Timefold sees it. Confined to the thread of one solver. */
@PlanningSolution(solutionCloner = Plan.Copier.class)
public final class Plan {

  /** Hard: broken rules. Soft: unserved, late, cost. */
  static final int SOFT_LEVELS = 3;

  private final Board board;
  private final List<Stop> stops;
  private @Nullable BendableScore score;
  private final List<Part> parts;
  private @Nullable Ledger ledger;

  Plan(Board board, List<Part> parts) {
    this.board = board;
    this.parts = parts;
    this.stops = new ArrayList<>();
    for (Part part : parts) {
      stops.addAll(part.stops());
    }
  }

  Board board() {
    return board;
  }

  List<Part> parts() {
    return parts;
  }

  /** All stops, for the solver. */
  @PlanningEntityCollectionProperty
  public List<Stop> getStops() {
    return stops;
  }

  /** What the solver last wrote. */
  @PlanningScore(bendableHardLevelsSize = 1, bendableSoftLevelsSize = SOFT_LEVELS)
  public @Nullable BendableScore getScore() {
    return score;
  }

  /** For the solver. */
  public void setScore(@Nullable BendableScore score) {
    this.score = score;
  }

  /** The ledger that follows this plan, once there is one. */
  @Nullable Ledger ledger() {
    return ledger;
  }

  /** The first that follows stays: ledgers that only check do not. */
  void followedBy(Ledger first) {
    ledger = ledger == null ? first : ledger;
  }

  /** Copies what changes. */
  public static final class Copier implements SolutionCloner<Plan> {

    /** For the solver. */
    public Copier() {}

    @Override
    public Plan cloneSolution(Plan original) {
      List<Part> parts = new ArrayList<>(original.parts.size());
      for (Part part : original.parts) {
        parts.add(part.copy());
      }
      Plan copy = new Plan(original.board, parts);
      copy.score = original.score;
      return copy;
    }
  }
}
