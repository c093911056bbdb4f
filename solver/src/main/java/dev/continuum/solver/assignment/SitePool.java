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

  private static final int MOST = 64;

  /** Sets told apart by their hash alone; more are not remembered. */
  private static final int MOST_KNOWN = 1_000_000;

  /**
   * Nodes to go on from. Read-only.
   *
   * @param cost above the base, micro-units, and more where it was given back
   * @param tries how often it was given back
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Choice(boolean[] open, double cost, int tries) {}

  private final List<Choice> choices = new ArrayList<>();
  private final Set<Integer> known = new HashSet<>();

  /** A choice that suffices, and its cost. */
  synchronized void offer(boolean[] open, double cost) {
    if (known.size() < MOST_KNOWN && known.add(Arrays.hashCode(open))) {
      add(new Choice(open.clone(), cost, 0));
    }
  }

  /** The cheapest, which nobody else gets then; null for none. */
  synchronized @Nullable Choice take() {
    Choice best = choices.stream().min(Comparator.comparingDouble(Choice::cost)).orElse(null);
    choices.remove(best);
    return best;
  }

  /** Takes a choice back that counts as dearer now. */
  synchronized void giveBack(Choice choice, double dearer) {
    add(new Choice(choice.open(), choice.cost() + dearer, choice.tries() + 1));
  }

  private void add(Choice choice) {
    choices.add(choice);
    if (choices.size() > MOST) {
      choices.remove(choices.stream().max(Comparator.comparingDouble(Choice::cost)).orElseThrow());
    }
  }
}
