package dev.continuum.model.evaluation;

import dev.continuum.model.workload.Application;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Declares the same things in another order. */
final class Shuffle {

  private Shuffle() {}

  /** Fisher-Yates, in place. */
  static <T> void shuffle(List<T> list, SplittableRandom random) {
    for (int i = list.size() - 1; i > 0; i--) {
      list.set(i, list.set(random.nextInt(i + 1), list.get(i)));
    }
  }

  /** A copy, shuffled if asked. */
  static <T> List<T> mixed(List<T> list, boolean shuffle, SplittableRandom random) {
    List<T> copy = new ArrayList<>(list);
    if (shuffle) {
      shuffle(copy, random);
    }
    return copy;
  }

  /** Calls and edges shuffled if asked. */
  static Application mixed(Application app, boolean shuffle, SplittableRandom random) {
    return new Application(
        app.id(),
        mixed(app.calls(), shuffle, random),
        mixed(app.edges(), shuffle, random),
        app.entryBytes(),
        app.replyBytes(),
        app.deadline(),
        app.admission(),
        app.weight());
  }
}
