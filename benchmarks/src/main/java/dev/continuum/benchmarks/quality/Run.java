package dev.continuum.benchmarks.quality;

import dev.continuum.benchmarks.baseline.Baseline;
import dev.continuum.model.PlacementProblem;
import dev.continuum.model.validation.InvalidProblemException;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * One contender on one instance.
 *
 * @param set what the instances are called together
 * @param instance to be planned
 * @param contender who plans
 * @param budget what it may take
 */
record Run(String set, Instance instance, Contender contender, Baseline.Budget budget) {

  /** A row that holds the key only. */
  Row key() {
    return Row.EMPTY
        .with(Column.SET, set)
        .with(Column.INSTANCE, instance.name())
        .with(Column.STRATEGY, contender.name())
        .with(Column.SEED, BigDecimal.valueOf(budget.seed()))
        .with(Column.TIME, BigDecimal.valueOf(budget.time().toMillis(), 3))
        .with(Column.THREADS, BigDecimal.valueOf(budget.threads()));
  }

  /** Reads and plans in this process; whatever goes wrong is a row as well. */
  Row make(LongSupplier nanoTime, KnownValues known) {
    PlacementProblem problem;
    try {
      problem = instance.problem();
    } catch (IOException | InvalidProblemException e) {
      return Outcome.without(Outcome.Status.INVALID, String.valueOf(e.getMessage()))
          .into(key(), Optional.empty());
    }
    PeakMemory.reset();
    long start = nanoTime.getAsLong();
    Outcome outcome = outcome(problem);
    double seconds = Duration.ofNanos(nanoTime.getAsLong() - start).toNanos() / 1e9;
    Row row =
        outcome
            .into(key(), problem.instanceUnit())
            .with(Column.SECONDS, seconds)
            .with(Column.HEAP, rounded(PeakMemory.heap()));
    var resident = PeakMemory.resident();
    row = resident.isPresent() ? row.with(Column.RESIDENT, rounded(resident.getAsDouble())) : row;
    return withDistance(row, known);
  }

  private Outcome outcome(PlacementProblem problem) {
    try {
      return contender.plan(problem, budget);
    } catch (InvalidProblemException e) {
      return Outcome.without(Outcome.Status.INVALID, String.valueOf(e.getMessage()));
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError | LinkageError e) {
      return Outcome.without(Outcome.Status.ERROR, String.valueOf(e));
    }
  }

  /** How far from the best known value a row is. */
  static Row withDistance(Row row, KnownValues known) {
    Optional<BigDecimal> best = known.of(row.text(Column.INSTANCE));
    if (best.isEmpty()) {
      return row;
    }
    Row with = row.with(Column.KNOWN, best.get());
    Optional<BigDecimal> value = row.value();
    return value.isEmpty() || best.get().signum() == 0
        ? with
        : with.with(
            Column.DISTANCE,
            value
                .get()
                .subtract(best.get())
                .divide(best.get().abs(), MathContext.DECIMAL64)
                .setScale(9, RoundingMode.HALF_EVEN));
  }

  private static BigDecimal rounded(double mebibytes) {
    return BigDecimal.valueOf(mebibytes).setScale(1, RoundingMode.HALF_EVEN);
  }
}
