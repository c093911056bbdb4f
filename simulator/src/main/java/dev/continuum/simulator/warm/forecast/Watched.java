package dev.continuum.simulator.warm.forecast;

import dev.continuum.simulator.warm.trace.Demand;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * One state for every function and level that is in use: levels appear once the one below has been
 * wanted. Not thread-safe.
 */
final class Watched<S> {

  private final List<List<S>> states = new ArrayList<>();
  private final IntFunction<S> fresh;

  /** Makes states with the level they are for. */
  Watched(int functions, IntFunction<S> fresh) {
    this.fresh = fresh;
    for (int function = 0; function < functions; function++) {
      states.add(new ArrayList<>());
      grow(function, 0);
    }
  }

  int levels(int function) {
    return states.get(function).size();
  }

  S get(int function, int level) {
    return states.get(function).get(level);
  }

  /** Tells every state whether its level was wanted; those just wanted for the first time too. */
  void observe(Demand[] minute, Consumer<S> each) {
    for (int function = 0; function < minute.length; function++) {
      int wanted = minute[function].wanted();
      grow(function, wanted);
      List<S> levels = states.get(function);
      for (int level = 0; level < levels.size(); level++) {
        each.accept(levels.get(level), wanted >= Levels.threshold(level));
      }
    }
  }

  private void grow(int function, int wanted) {
    List<S> levels = states.get(function);
    int count = Levels.count(wanted);
    while (levels.size() < count) {
      levels.add(fresh.apply(levels.size()));
    }
  }

  /** Takes a state and whether its level was wanted. */
  interface Consumer<S> {
    void accept(S state, boolean wanted);
  }
}
