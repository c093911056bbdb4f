package dev.continuum.simulator.warm.trace;

import java.util.List;

/**
 * Calls per minute of a set of functions.
 *
 * @param minutes how long every function was watched
 * @param functions in the order of the file
 */
public record Trace(int minutes, List<TracedFunction> functions) {

  /** Checks that every function covers every minute. */
  public Trace {
    functions = List.copyOf(functions);
    for (TracedFunction function : functions) {
      if (function.calls().length != minutes) {
        throw new IllegalArgumentException(
            "The function " + function.profile().id() + " must cover " + minutes + " minutes.");
      }
    }
  }

  /** The functions alone. */
  public List<FunctionProfile> profiles() {
    return functions.stream().map(TracedFunction::profile).toList();
  }
}
