package dev.continuum.solver.exact;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** What would help against a conflict, in words: how much more of a limit the others ask for. */
final class Remedies {

  private Remedies() {}

  static List<String> of(Encoding encoding, List<Integer> rules) {
    TreeSet<String> remedies = new TreeSet<>();
    TreeSet<Integer> kept = new TreeSet<>(rules);
    for (LinearModel.Row row : encoding.model.rows()) {
      if (kept.contains(row.rule())) {
        var rule = encoding.model.rule(row.rule());
        remedies.add(remedy(rule.rule(), rule.subject(), row));
      }
    }
    return new ArrayList<>(remedies);
  }

  private static String remedy(String rule, String subject, LinearModel.Row row) {
    long smallest = Arrays.stream(row.coefficients()).filter(c -> c > 0).min().orElse(0);
    String atLeast =
        !row.equality() && row.limit() >= 0 && smallest > row.limit()
            ? String.format(
                Locale.ROOT,
                " by at least %.0f %%",
                100.0 * (smallest - row.limit()) / Math.max(1, row.limit()))
            : "";
    return switch (rule) {
      case "ADMISSION" -> "Admit " + subject + " by best effort, or with fewer devices.";
      case "CPU" ->
          "Give node " + subject + " more CPU or a higher utilisation cap" + atLeast + ".";
      case "MEMORY" -> "Give node " + subject + " more memory" + atLeast + ".";
      case "STORAGE" -> "Give node " + subject + " more storage" + atLeast + ".";
      case "RATE" -> "Raise the rate limit of node " + subject + atLeast + ".";
      case "INSTANCES" -> "Raise the instance limit of node " + subject + atLeast + ".";
      case "ACCELERATORS", "ACCELERATOR_MEMORY" ->
          "Give node " + subject + " more accelerators" + atLeast + ".";
      case "SIZING" ->
          "Relax the sizing of "
              + subject
              + " (wait budget, overflow, floor), or raise its limits.";
      case "LINK" -> "Widen " + subject + atLeast + ".";
      case "SPREAD" -> "Spread " + subject + " over fewer zones, or allow it in more.";
      case "APART" -> "Let " + subject + " share nodes.";
      case "CHANGES" -> "Allow more changes to " + subject + ".";
      case "STATUS" -> "Uncordon node " + subject + ".";
      default -> "Relax " + rule + " of " + subject + ".";
    };
  }
}
