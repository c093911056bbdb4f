package dev.continuum.solver.exact;

import dev.continuum.solver.Conflict.ConflictingRule;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What would help against a conflict, in words: which node lacks how much of what. */
final class Remedies {

  private static final double MEBIBYTE = 1 << 20;
  private static final double NANO = 1e9;
  private static final double MILLIBITS_PER_MEGABIT = 1e9;

  private final Encoding encoding;
  private final Shortfall shortfall;

  Remedies(Encoding encoding, Shortfall shortfall) {
    this.encoding = encoding;
    this.shortfall = shortfall;
  }

  /** For each rule of a conflict, in their order; each remedy alone ends the conflict. */
  List<String> of(List<Integer> rules) {
    LinkedHashSet<String> remedies = new LinkedHashSet<>();
    for (int rule : rules) {
      String remedy = remedy(rule);
      if (!remedy.isEmpty()) {
        remedies.add(remedy);
      }
    }
    return new ArrayList<>(remedies);
  }

  private String remedy(int rule) {
    ConflictingRule named = encoding.model.rule(rule);
    String subject = named.subject();
    return switch (named.rule()) {
      case "ADMISSION" -> admission(rule, subject);
      case "CPU" ->
          more("Give node " + subject, rule, NANO, 1e-3, "usable cores", "cores × utilisation cap");
      case "MEMORY" -> more("Give node " + subject, rule, MEBIBYTE, 1, "MiB of memory", "");
      case "STORAGE" -> more("Give node " + subject, rule, MEBIBYTE, 1, "MiB of storage", "");
      case "RATE" -> more("Allow node " + subject, rule, NANO, 1e-3, "requests/s", "");
      case "INSTANCES" -> more("Allow node " + subject, rule, 1, 1, "instances", "");
      case "FUNCTION_INSTANCES" -> more("Allow " + subject, rule, 1, 1, "instances", "");
      case "ACCELERATORS" -> more("Give node " + subject, rule, 1, 1, "accelerators", "");
      case "ACCELERATOR_MEMORY" ->
          more("Give node " + subject, rule, MEBIBYTE, 1, "MiB of accelerator memory", "");
      case "LINK" ->
          more(
              "Give link " + subject,
              rule,
              MILLIBITS_PER_MEGABIT,
              1e-3,
              "usable Mbit/s",
              "bandwidth × utilisation cap");
      case "CHANGES" ->
          subject.equals(CrossRows.CURRENT)
              ? more("Allow " + subject, rule, 1, 1, "changes", "")
              : "";
      case "SIZING" ->
          "Let "
              + subject
              + " do with fewer instances: a longer wait budget, a larger overflow"
              + " share, a lower floor.";
      case "SPREAD" -> "Spread " + subject + " over fewer zones, or allow it in more.";
      case "APART" -> "Let " + subject + " share nodes.";
      case "STATUS" -> "Uncordon node " + subject + ".";
      case "ACTIVE" -> "";
      default -> "Relax " + named.rule() + " of " + subject + ".";
    };
  }

  private String admission(int rule, String subject) {
    Optional<Shortfall.Lack> unserved = shortfall.of(rule);
    String fewer = unserved.map(lack -> amount(lack, lack.amount() + " ")).orElse("");
    String of = unserved.isEmpty() ? "" : "of its " + shortfall.declared(rule) + " ";
    return "Admit "
        + subject
        + " by best effort, or with "
        + fewer
        + of
        + (of.isEmpty() ? "fewer devices." : "devices fewer.");
  }

  /** "WHO AMOUNT more WHAT: it has LIMIT." Amounts are rounded up to whole steps. */
  private String more(String who, int rule, double unit, double step, String what, String limitIs) {
    Optional<Shortfall.Lack> lacking = shortfall.of(rule);
    if (lacking.isEmpty()) {
      return who + " more " + what + ".";
    }
    double amount = Math.ceil(lacking.get().amount() / unit / step - 1e-9) * step;
    return who
        + " "
        + amount(lacking.get(), figure(amount))
        + " more "
        + what
        + ": it has "
        + figure(shortfall.declared(rule) / unit)
        + (limitIs.isEmpty() ? "." : " (" + limitIs + ").");
  }

  /** At least, where it ends this conflict but not all there are. */
  private static String amount(Shortfall.Lack lack, String figure) {
    return lack.enough() ? figure : "at least " + figure;
  }

  private static String figure(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.3f", value);
  }
}
