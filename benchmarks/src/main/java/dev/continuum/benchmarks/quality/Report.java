package dev.continuum.benchmarks.quality;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Tables of rows: for each set one of strategies, and where there are few instances one of
 * instances.
 */
final class Report {

  private static final int FEW_INSTANCES = 24;

  private final Map<String, List<Row>> sets;

  Report(List<Row> rows) {
    sets =
        rows.stream()
            .collect(
                Collectors.groupingBy(
                    row -> row.text(Column.SET), LinkedHashMap::new, Collectors.toList()));
  }

  String markdown() {
    StringBuilder text = new StringBuilder();
    sets.forEach(
        (set, rows) -> {
          References references = References.of(rows);
          text.append("### ").append(set).append("\n\n");
          text.append(strategies(rows, references)).append('\n');
          if (references.instances().size() <= FEW_INSTANCES) {
            text.append(instances(rows, references)).append('\n');
          }
          notes(rows).forEach(note -> text.append("* ").append(note).append('\n'));
          text.append(notes(rows).isEmpty() ? "" : "\n");
        });
    return text.toString().stripTrailing() + "\n";
  }

  private static MarkdownTable strategies(List<Row> rows, References references) {
    MarkdownTable table =
        new MarkdownTable(
            "strategy",
            "limit, s",
            "instances",
            "runs",
            "placed",
            "proven",
            "distance mean",
            "distance worst",
            "gap mean",
            "gap worst",
            "median s",
            "s to first",
            "heap MiB");
    Map<List<String>, List<Row>> byStrategy =
        rows.stream()
            .collect(
                Collectors.groupingBy(
                    row -> List.of(row.text(Column.STRATEGY), row.text(Column.TIME)),
                    LinkedHashMap::new,
                    Collectors.toList()));
    byStrategy.forEach(
        (key, of) -> {
          Summary summary = new Summary(of, references);
          table.row(
              key.get(0),
              MarkdownTable.number(Double.parseDouble(key.get(1))),
              Long.toString(summary.instances()),
              Integer.toString(of.size()),
              MarkdownTable.share(summary.placed()),
              MarkdownTable.share(summary.proven()),
              MarkdownTable.share(summary.meanDistance()),
              MarkdownTable.share(summary.worstDistance()),
              MarkdownTable.share(summary.meanGap()),
              MarkdownTable.share(summary.worstGap()),
              MarkdownTable.number(summary.medianSeconds()),
              MarkdownTable.number(summary.medianFirst()),
              MarkdownTable.number(summary.medianHeap()));
        });
    return table;
  }

  /** Median value of each strategy on each instance. */
  private static MarkdownTable instances(List<Row> rows, References references) {
    Set<String> strategies =
        rows.stream()
            .map(row -> row.text(Column.STRATEGY))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    List<String> head = new ArrayList<>(List.of("instance", "best", "best bound"));
    head.addAll(strategies);
    MarkdownTable table = new MarkdownTable(head.toArray(String[]::new));
    for (String instance : references.instances()) {
      List<String> cells = new ArrayList<>();
      cells.add(instance);
      cells.add(references.best(instance).map(Report::value).orElse("-"));
      cells.add(references.bound(instance).map(Report::value).orElse("-"));
      Map<String, List<Row>> byStrategy =
          rows.stream()
              .filter(row -> row.text(Column.INSTANCE).equals(instance))
              .collect(
                  Collectors.groupingBy(
                      row -> row.text(Column.STRATEGY), TreeMap::new, Collectors.toList()));
      strategies.forEach(name -> cells.add(cell(byStrategy.getOrDefault(name, List.of()))));
      table.row(cells.toArray(String[]::new));
    }
    return table;
  }

  private static String cell(List<Row> rows) {
    List<Row> placed =
        rows.stream()
            .filter(row -> row.value().isPresent())
            .sorted(References.BETTER_FIRST)
            .toList();
    if (placed.isEmpty()) {
      return rows.stream()
          .findFirst()
          .map(row -> row.text(Column.STATUS).toLowerCase(java.util.Locale.ROOT).replace('_', ' '))
          .orElse("-");
    }
    Row median = placed.get((placed.size() - 1) / 2);
    String value = median.value().map(Report::value).orElse("-");
    List<String> flaws = new ArrayList<>();
    median
        .number(Column.BROKEN)
        .filter(ppm -> ppm.signum() > 0)
        .ifPresent(ppm -> flaws.add("breaks rules"));
    devices(median, Column.UNSERVED).ifPresent(count -> flaws.add(count + " unserved"));
    devices(median, Column.LATE).ifPresent(count -> flaws.add(count + " late"));
    return flaws.isEmpty() ? value : value + " (" + String.join(", ", flaws) + ")";
  }

  private static Optional<String> devices(Row row, Column column) {
    return row.number(column)
        .filter(count -> count.signum() > 0)
        .map(count -> MarkdownTable.number(count.doubleValue()));
  }

  private static String value(BigDecimal value) {
    return MarkdownTable.value(value);
  }

  /** Each strategy's note, once, where it is the same on all instances. */
  private static List<String> notes(List<Row> rows) {
    Map<String, Set<String>> notes = new LinkedHashMap<>();
    for (Row row : rows) {
      if (!row.text(Column.NOTE).isEmpty()) {
        notes
            .computeIfAbsent(row.text(Column.STRATEGY), key -> new LinkedHashSet<>())
            .add(row.text(Column.NOTE));
      }
    }
    return notes.entrySet().stream()
        .filter(entry -> entry.getValue().size() == 1)
        .map(entry -> entry.getKey() + ": " + entry.getValue().iterator().next())
        .toList();
  }
}
