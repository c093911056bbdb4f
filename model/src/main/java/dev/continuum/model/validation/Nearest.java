package dev.continuum.model.validation;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the declared id nearest to one that is not, by edits. Looks only so often and among so
 * many, so that a file of nothing but typing errors is still read at once. Not thread-safe.
 */
final class Nearest {

  private static final int MOST_LOOKS = 50;
  private static final int MOST_KNOWN = 5000;
  private static final int LONGEST = 64;

  private final Collection<?> known;
  private int looks;

  Nearest(Collection<?> known) {
    this.known = known;
  }

  /** The nearest, if at most a third of its characters differ; ties go to the first by text. */
  Optional<String> to(String wrong) {
    if (looks++ >= MOST_LOOKS || known.size() > MOST_KNOWN || wrong.length() > LONGEST) {
      return Optional.empty();
    }
    int fewest = Math.max(1, wrong.length() / 3) + 1;
    Optional<String> nearest = Optional.empty();
    for (Object id : known) {
      String candidate = id.toString();
      if (candidate.length() > LONGEST) {
        continue;
      }
      int edits = edits(wrong.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
      if (edits < fewest
          || (edits == fewest && nearest.filter(n -> candidate.compareTo(n) < 0).isPresent())) {
        fewest = edits;
        nearest = Optional.of(candidate);
      }
    }
    return nearest;
  }

  /** Levenshtein's distance, a row at a time. */
  private static int edits(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
