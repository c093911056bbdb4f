package dev.continuum.benchmarks.warm;

import dev.continuum.benchmarks.warm.Margins.Margin;
import java.util.Locale;
import java.util.Optional;

/** Rows of Markdown. Stateless. */
final class MarginText {

  static final String HEAD =
      """
      | trace | fixed 2 min | 10 min | 60 min | worst: hybrid histogram | greedy-dual | any other |
      |---|---|---|---|---|---|---|
      """;

  private MarginText() {}

  static String row(String name, Margins margins) {
    return String.join(
        " | ",
        "| " + name,
        cell(margins.at("fixed-2m")),
        cell(margins.at("fixed-10m")),
        cell(margins.at("fixed-60m")),
        worst(margins.worst("hybrid-histogram"::equals)),
        worst(margins.worst("greedy-dual"::equals)),
        worst(margins.worst(each -> !each.startsWith("hybrid") && !each.startsWith("greedy")))
            + " |");
  }

  private static String cell(Optional<Margin> margin) {
    return margin.map(Margin::text).orElse("-");
  }

  private static String worst(Optional<Margin> margin) {
    return margin
        .map(
            each ->
                each.text()
                    + " "
                    + each.theirs().policy()
                    + " "
                    + each.ours()
                    + ":"
                    + each.theirs().coldStarts())
        .orElse("-");
  }

  static String share(double share) {
    return String.format(Locale.ROOT, "%.2f", share);
  }
}
