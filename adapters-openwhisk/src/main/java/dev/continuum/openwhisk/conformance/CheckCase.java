package dev.continuum.openwhisk.conformance;

import java.io.IOException;

/**
 * One check.
 *
 * @param name what must hold, as a sentence
 * @param must whether skipping it fails the suite
 * @param body throws an AssertionError if it does not hold, {@link Skip} if it cannot be told
 */
record CheckCase(String name, boolean must, Body body) {

  /** What a check does. */
  @FunctionalInterface
  interface Body {
    void run(Bench bench) throws IOException;
  }

  static CheckCase must(String name, Body body) {
    return new CheckCase(name, true, body);
  }

  static CheckCase may(String name, Body body) {
    return new CheckCase(name, false, body);
  }

  /** Ends a check that cannot be told here. */
  static final class Skip extends RuntimeException {
    @java.io.Serial private static final long serialVersionUID = 1;

    Skip(String why) {
      super(why, null, false, false);
    }
  }
}
