package dev.continuum.benchmarks.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class ReportTest {

  @Test
  void figuresAreOfTheRows() {
    String text =
        new Report(
                List.of(
                    row("p1", "auto", 100, 0.0, 1).with(Column.BOUND, 100),
                    row("p2", "auto", 202, 0.02, 3).with(Column.BOUND, 198),
                    row("p1", "other", 110, 0.1, 5),
                    row("p2", "other", 200, 0.0, 7)))
            .markdown();
    assertThat(text)
        .contains("| auto | 10 | 2 | 2 | 100 % | 50 % | 0.500 % | 1.00 % | 1.00 % | 2.00 % | 2 |")
        .contains("| other | 10 | 2 | 2 | 100 % | 50 % | 5.00 % | 10 % | 5.00 % | 10 % | 6 |")
        .contains("| p2 | 200 | 198 | 202 | 200 |");
  }

  @Test
  void whatBreaksRulesOrLeavesDevicesOutHasNoDistance() {
    String text =
        new Report(
                List.of(
                    row("p1", "auto", 100, 0.0, 1),
                    row("p1", "cheap", 10, 0.0, 1).with(Column.UNSERVED, 4),
                    row("p1", "wrong", 1, 0.0, 1).with(Column.BROKEN, 7)))
            .markdown();
    assertThat(text)
        .contains("| cheap | 10 | 1 | 1 | 0 % |")
        .contains("| p1 | 100 | - | 100 | 10 (4 unserved) | 1 (breaks rules) |");
    assertThat(text.lines().filter(line -> line.startsWith("| cheap")).findFirst().orElseThrow())
        .contains("| - | - |");
  }

  @Test
  void theMedianIsTheMiddle() {
    assertThat(Summary.median(DoubleStream.of(3, 1, 2))).hasValue(2);
    assertThat(Summary.median(DoubleStream.of(4, 1, 2, 3))).hasValue(2.5);
    assertThat(Summary.median(DoubleStream.empty())).isEmpty();
  }

  private static Row row(
      String instance, String strategy, double cost, double gap, double seconds) {
    return Row.EMPTY
        .with(Column.SET, "set")
        .with(Column.INSTANCE, instance)
        .with(Column.STRATEGY, strategy)
        .with(Column.TIME, "10")
        .with(Column.STATUS, "FEASIBLE")
        .with(Column.COST, cost)
        .with(Column.BROKEN, 0)
        .with(Column.LEVEL, "COST")
        .with(Column.GAP, gap)
        .with(Column.SECONDS, seconds);
  }
}
