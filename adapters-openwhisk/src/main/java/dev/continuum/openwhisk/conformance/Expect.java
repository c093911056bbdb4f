package dev.continuum.openwhisk.conformance;

import java.util.List;

/** What a check asserts. */
final class Expect {

  private Expect() {}

  static void that(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }

  static void equal(Object expected, Object actual, String what) {
    that(expected.equals(actual), what + ": expected " + expected + ", was " + actual);
  }

  static void among(List<Integer> legal, int actual, String what) {
    that(legal.contains(actual), what + ": expected one of " + legal + ", was " + actual);
  }
}
