package dev.continuum.datasets.schema;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the name someone probably meant. Names are compared without case, hyphens and underscores;
 * one that begins or ends with the other wins over one that is a few edits away (optimal string
 * alignment: insert, delete, replace, swap). O(known × length²).
 */
public final class NearestName {

  private static final int LONGEST = 80;

  private NearestName() {}

  /** The nearest of the known names, if one is near enough to be meant. */
  public static Optional<String> of(String written, List<String> known) {
    String wanted = plain(written);
    if (wanted.isEmpty() || wanted.length() > LONGEST) {
      return Optional.empty();
    }
    String best = "";
    int bestDistance = Integer.MAX_VALUE;
    for (String name : known) {
      int distance = distance(wanted, plain(name));
      if (distance < bestDistance) {
        bestDistance = distance;
        best = name;
      }
    }
    return best.isEmpty() || bestDistance > 2 + wanted.length() / 3
        ? Optional.empty()
        : Optional.of(best);
  }

  private static int distance(String a, String b) {
    boolean part = a.length() > 2 && b.length() > 2 && (overlaps(a, b) || overlaps(b, a));
    int edits = edits(a, b);
    return part ? Math.min(edits, 2) : edits;
  }

  private static boolean overlaps(String whole, String part) {
    return whole.startsWith(part) || whole.endsWith(part);
  }

  private static String plain(String name) {
    return name.replaceAll("[-_ ]", "").toLowerCase(Locale.ROOT);
  }

  private static int edits(String a, String b) {
    int[] before = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replace = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replace, 1 + Math.min(last[j], row[j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      before = last;
      last = row;
    }
    return last[b.length()];
  }
}
