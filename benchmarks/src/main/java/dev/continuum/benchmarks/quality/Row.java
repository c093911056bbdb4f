package dev.continuum.benchmarks.quality;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * One run, as a line of comma-separated values. Cells never hold commas, quotes or line breaks.
 *
 * @param cells by column; those not listed are empty
 */
record Row(Map<Column, String> cells) {

  /** Nothing known yet. */
  static final Row EMPTY = new Row(Map.of());

  /** Copies the map. */
  Row {
    cells = Map.copyOf(cells);
  }

  /** A line of a file; empty if it is none. */
  static Optional<Row> parse(String line) {
    List<String> texts = List.of(line.split(",", -1));
    Column[] columns = Column.values();
    if (texts.size() != columns.length) {
      return Optional.empty();
    }
    Row row = EMPTY;
    for (int i = 0; i < columns.length; i++) {
      row = row.with(columns[i], texts.get(i));
    }
    return Optional.of(row);
  }

  /** A text that a cell can hold. */
  static String cell(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ").replace(',', ';').replace('"', '\'').strip();
  }

  Row with(Column column, String value) {
    Map<Column, String> changed = new EnumMap<>(Column.class);
    changed.putAll(cells);
    changed.put(column, cell(value));
    changed.values().removeIf(String::isEmpty);
    return new Row(changed);
  }

  Row with(Column column, BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return with(column, (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString());
  }

  Row with(Column column, double value) {
    return with(column, Double.toString(value));
  }

  Row with(Column column, OptionalDouble value) {
    return value.isPresent() ? with(column, value.getAsDouble()) : this;
  }

  String text(Column column) {
    return cells.getOrDefault(column, "");
  }

  /** A cell's number; empty where there is none. */
  Optional<BigDecimal> number(Column column) {
    try {
      return Optional.of(new BigDecimal(text(column)));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Objective where the instance has one of its own, else cost. */
  Optional<BigDecimal> value() {
    return number(Column.OBJECTIVE).or(() -> number(Column.COST));
  }

  /** What makes the run. */
  List<String> key() {
    return Column.key().stream().map(this::text).toList();
  }

  @Override
  public String toString() {
    return Arrays.stream(Column.values()).map(this::text).collect(Collectors.joining(","));
  }
}
