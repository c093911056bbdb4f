package dev.continuum.solver.assignment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** The best choices found, no two of them alike. Thread-safe. */
final class Choices {

  /**
   * One of them.
   *
   * @param arcs an arc by job; not to be changed
   * @param cost above the base
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Choice(int[] arcs, double cost) {}

  private final int most;
  private final List<Choice> choices = new ArrayList<>();

  /** Keeps so many. */
  Choices(int most) {
    this.most = most;
  }

  /** Takes a choice that fits; the dearest goes if there are too many. */
  synchronized void add(int[] arcs, double cost) {
    if (choices.stream().noneMatch(each -> Arrays.equals(each.arcs, arcs))) {
      choices.add(new Choice(arcs.clone(), cost));
      choices.sort((one, other) -> Double.compare(one.cost, other.cost));
      if (choices.size() > most) {
        choices.removeLast();
      }
    }
  }

  /** Whether it could hold more. */
  synchronized boolean few() {
    return choices.size() < most;
  }

  /** One by chance; there must be one. */
  synchronized Choice any(SplittableRandom random) {
    return choices.get(random.nextInt(choices.size()));
  }
}
