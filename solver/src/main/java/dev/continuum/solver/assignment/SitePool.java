package dev.continuum.solver.assignment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Choices of open nodes that a tree rounded its vertices to, for local search to go on from: the
 * cheapest few, each once. Thread-safe.
 */
final class SitePool {

  private static final int MOST = 8;

  /** Sets told apart by their hash alone; more are not remembered. */
  private static final int MOST_KNOWN = 1_000_000;

  @SuppressWarnings("ArrayRecordComponent")
  private record Choice(boolean[] open, double cost) {}

  private final List<Choice> choices = new ArrayList<>();
  private final Set<Integer> known = new HashSet<>();

  /** A choice that suffices, and its cost. */
  synchronized void offer(boolean[] open, double cost) {
    if (known.size() < MOST_KNOWN && known.add(Arrays.hashCode(open))) {
      choices.add(new Choice(open.clone(), cost));
      if (choices.size() > MOST) {
        choices.remove(
            choices.stream().max(Comparator.comparingDouble(Choice::cost)).orElseThrow());
      }
    }
  }

  /** The cheapest that nobody has taken; null for none. */
  synchronized boolean @Nullable [] take() {
    Choice best = choices.stream().min(Comparator.comparingDouble(Choice::cost)).orElse(null);
    if (best == null) {
      return null;
    }
    choices.remove(best);
    return best.open();
  }
}
