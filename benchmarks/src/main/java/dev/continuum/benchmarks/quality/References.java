package dev.continuum.benchmarks.quality;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What rows of a set are held against: the best value and the best bound of each instance. */
final class References {

  /** As the model orders placements: broken rules, unserved, late, cost. */
  static final Comparator<Row> BETTER_FIRST =
      Comparator.comparing((Row row) -> row.number(Column.BROKEN).orElse(BigDecimal.ZERO))
          .thenComparing(row -> row.number(Column.UNSERVED).orElse(BigDecimal.ZERO))
          .thenComparing(row -> row.number(Column.LATE).orElse(BigDecimal.ZERO))
          .thenComparing(row -> row.value().orElseThrow());

  private final Map<String, Reference> of =
      new TreeMap<>(Comparator.comparing(InstanceDirectory::naturalKey));

  /** The best row, the value given as best known, and the best bound. */
  private record Reference(
      Optional<Row> row, Optional<BigDecimal> known, Optional<BigDecimal> bound) {

    static final Reference NONE =
        new Reference(Optional.empty(), Optional.empty(), Optional.empty());

    Reference and(Row next) {
      boolean better =
          next.value().isPresent() && (row.isEmpty() || BETTER_FIRST.compare(next, row.get()) < 0);
      Optional<BigDecimal> proven =
          next.number(Column.OBJECTIVE_BOUND)
              .or(() -> next.number(Column.BOUND))
              .filter(each -> next.text(Column.LEVEL).equals("COST"));
      boolean higher =
          proven.isPresent() && (bound.isEmpty() || bound.get().compareTo(proven.get()) < 0);
      return new Reference(
          better ? Optional.of(next) : row,
          next.number(Column.KNOWN).or(() -> known),
          higher ? proven : bound);
    }
  }

  private References() {}

  static References of(List<Row> rows) {
    References references = new References();
    for (Row row : rows) {
      references.of.merge(
          row.text(Column.INSTANCE), Reference.NONE.and(row), (before, unused) -> before.and(row));
    }
    return references;
  }

  Set<String> instances() {
    return of.keySet();
  }

  /** Best known, else best of the rows. */
  Optional<BigDecimal> best(String instance) {
    Reference reference = get(instance);
    return reference.known().or(() -> reference.row().flatMap(Row::value));
  }

  Optional<BigDecimal> bound(String instance) {
    return get(instance).bound();
  }

  /**
   * How far a row is above the best; empty where the two do not compare, because it breaks rules or
   * leaves other devices out.
   */
  Optional<Double> distance(Row row) {
    Optional<BigDecimal> best = best(row.text(Column.INSTANCE));
    if (row.value().isEmpty() || best.isEmpty() || best.get().signum() == 0 || !compares(row)) {
      return Optional.empty();
    }
    double reference = best.get().doubleValue();
    return Optional.of((row.value().get().doubleValue() - reference) / Math.abs(reference));
  }

  /** Whether a row reaches the levels above cost that the best row of its instance reaches. */
  boolean compares(Row row) {
    return get(row.text(Column.INSTANCE))
        .row()
        .map(
            best ->
                List.of(Column.BROKEN, Column.UNSERVED, Column.LATE).stream()
                    .allMatch(
                        level ->
                            row.number(level)
                                    .orElse(BigDecimal.ZERO)
                                    .compareTo(best.number(level).orElse(BigDecimal.ZERO))
                                <= 0))
        .orElse(false);
  }

  private Reference get(String instance) {
    return of.getOrDefault(instance, Reference.NONE);
  }
}
