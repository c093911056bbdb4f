package dev.continuum.benchmarks.quality;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/** Figures of one strategy on one set. */
final class Summary {

  private final List<Row> rows;
  private final References references;

  Summary(List<Row> rows, References references) {
    this.rows = rows;
    this.references = references;
  }

  long instances() {
    return rows.stream().map(row -> row.text(Column.INSTANCE)).distinct().count();
  }

  /** Share of runs with a placement as good as the best on all levels above cost. */
  OptionalDouble placed() {
    return share(rows.stream().filter(r -> r.value().isPresent() && references.compares(r)));
  }

  /** Share of runs whose placement is proven best. */
  OptionalDouble proven() {
    return share(
        rows.stream()
            .filter(row -> row.number(Column.BROKEN).map(BigDecimal::signum).orElse(1) == 0)
            .filter(row -> row.number(Column.GAP).map(BigDecimal::signum).orElse(1) == 0));
  }

  OptionalDouble meanDistance() {
    return distances().average();
  }

  OptionalDouble worstDistance() {
    return distances().max();
  }

  OptionalDouble meanGap() {
    return numbers(Column.GAP).average();
  }

  OptionalDouble worstGap() {
    return numbers(Column.GAP).max();
  }

  OptionalDouble medianSeconds() {
    return median(numbers(Column.SECONDS));
  }

  OptionalDouble medianFirst() {
    return median(numbers(Column.FIRST));
  }

  OptionalDouble medianHeap() {
    return median(numbers(Column.HEAP));
  }

  static OptionalDouble median(DoubleStream values) {
    double[] sorted = values.sorted().toArray();
    int n = sorted.length;
    return n == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((sorted[(n - 1) / 2] + sorted[n / 2]) / 2);
  }

  private OptionalDouble share(java.util.stream.Stream<Row> some) {
    return rows.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) some.count() / rows.size());
  }

  private DoubleStream distances() {
    return rows.stream()
        .map(references::distance)
        .flatMap(Optional::stream)
        .mapToDouble(Double::doubleValue);
  }

  private DoubleStream numbers(Column column) {
    return rows.stream()
        .map(row -> row.number(column))
        .flatMap(Optional::stream)
        .mapToDouble(BigDecimal::doubleValue);
  }
}
