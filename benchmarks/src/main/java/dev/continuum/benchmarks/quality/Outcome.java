package dev.continuum.benchmarks.quality;

import dev.continuum.model.evaluation.AppEvaluation;
import dev.continuum.model.evaluation.Evaluation;
import dev.continuum.model.placement.InstanceUnit;
import dev.continuum.solver.Bound;
import dev.continuum.solver.Level;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * How a run ended.
 *
 * @param status in one word
 * @param evaluation what the oracle says of the placement, if there is one
 * @param bound what is proven, if anything
 * @param gap relative, on the bound's level
 * @param firstSeconds until the first feasible placement
 * @param bestSeconds until the best one
 * @param note for a person
 */
record Outcome(
    Status status,
    Optional<Evaluation> evaluation,
    Optional<Bound> bound,
    OptionalDouble gap,
    OptionalDouble firstSeconds,
    OptionalDouble bestSeconds,
    String note) {

  /** How runs end. */
  enum Status {
    /** A placement, proven best. */
    OPTIMAL,
    /** A placement that breaks no rule. */
    FEASIBLE,
    /** A placement that breaks rules, since its planner does not know them. */
    BROKEN,
    /** Proven that there is none. */
    INFEASIBLE,
    /** Nothing found. */
    UNKNOWN,
    /** The planner's model has no word for something in the problem. */
    NOT_APPLICABLE,
    /** The instance cannot be read. */
    INVALID,
    /** An exception. */
    ERROR,
    /** The process of the run died. */
    CRASHED,
    /** The process of the run did not end and was killed. */
    HUNG
  }

  /** Without a placement. */
  static Outcome without(Status status, String note) {
    return new Outcome(
        status,
        Optional.empty(),
        Optional.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        note);
  }

  /** Fills a row. */
  Row into(Row run, Optional<InstanceUnit> unit) {
    Row row =
        run.with(Column.STATUS, status.name())
            .with(Column.GAP, gap)
            .with(Column.FIRST, firstSeconds)
            .with(Column.BEST, bestSeconds)
            .with(Column.NOTE, note);
    if (evaluation.isPresent()) {
      BigDecimal cost = BigDecimal.valueOf(evaluation.get().score().costMicros(), 6);
      row =
          row.with(Column.COST, cost)
              .with(Column.BROKEN, BigDecimal.valueOf(evaluation.get().score().brokenPpm()))
              .with(Column.UNSERVED, devices(AppEvaluation::unserved))
              .with(Column.LATE, devices(AppEvaluation::late));
      row = unit.isPresent() ? row.with(Column.OBJECTIVE, inUnit(cost, unit.get())) : row;
    }
    if (bound.isPresent()) {
      BigDecimal proven = BigDecimal.valueOf(bound.get().micros(), 6);
      row =
          row.with(Column.BOUND, proven)
              .with(Column.BOUND_KIND, bound.get().kind().name())
              .with(Column.LEVEL, bound.get().level().name());
      row =
          unit.isPresent() && bound.get().level() == Level.COST
              ? row.with(Column.OBJECTIVE_BOUND, inUnit(proven, unit.get()))
              : row;
    }
    return row;
  }

  private BigDecimal devices(ToDoubleFunction<AppEvaluation> count) {
    return BigDecimal.valueOf(evaluation.orElseThrow().apps().stream().mapToDouble(count).sum());
  }

  private static BigDecimal inUnit(BigDecimal cost, InstanceUnit unit) {
    return cost.multiply(BigDecimal.valueOf(unit.perCostUnit()));
  }
}
