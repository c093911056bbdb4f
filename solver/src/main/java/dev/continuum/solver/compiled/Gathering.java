package dev.continuum.solver.compiled;

import java.util.List;

/**
 * Which calls of one application run in one place because of the functions that serve them (rule 7
 * of the model). Each question takes time in the number of rules and calls. Immutable; thread-safe.
 */
public final class Gathering {

  private static final int NOWHERE = Integer.MIN_VALUE;

  private final OptionTable options;
  private final boolean[][] sets;

  /** By set and call: whether all options of the call are by functions of the set. */
  private final boolean[][] always;

  /** The same: whether some are. */
  private final boolean[][] sometimes;

  /**
   * Of rules.
   *
   * @param gathered functions of each rule
   */
  Gathering(OptionTable options, List<boolean[]> gathered) {
    this.options = options;
    sets = gathered.toArray(boolean[][]::new);
    always = new boolean[sets.length][options.calls()];
    sometimes = new boolean[sets.length][options.calls()];
    for (int set = 0; set < sets.length; set++) {
      for (int call = 0; call < options.calls(); call++) {
        always[set][call] = options.options(call) > 0;
        for (int option = 0; option < options.options(call); option++) {
          always[set][call] &= sets[set][options.function(call, option)];
          sometimes[set][call] |= sets[set][options.function(call, option)];
        }
      }
    }
  }

  /** Whether there are no rules. */
  public boolean isEmpty() {
    return sets.length == 0;
  }

  /** Whether the first calls of a route, so many of them, are where the rules allow. */
  public boolean allows(int[] route, int calls) {
    for (boolean[] set : sets) {
      int place = NOWHERE;
      for (int call = 0; call < calls; call++) {
        if (set[options.function(call, route[call])]) {
          int here = options.node(call, route[call]);
          if (place != NOWHERE && place != here) {
            return false;
          }
          place = here;
        }
      }
    }
    return true;
  }

  /** Whether one of two calls may keep the other in its place. */
  public boolean ties(int call, int other) {
    for (int set = 0; set < sets.length; set++) {
      if (sometimes[set][call]
          && sometimes[set][other]
          && (always[set][call] || always[set][other])) {
        return true;
      }
    }
    return false;
  }

  /** Whether a call with an option keeps another in its place, whichever option that takes. */
  public boolean keeps(int call, int option, int other) {
    for (int set = 0; set < sets.length; set++) {
      if (always[set][other] && sets[set][options.function(call, option)]) {
        return true;
      }
    }
    return false;
  }
}
