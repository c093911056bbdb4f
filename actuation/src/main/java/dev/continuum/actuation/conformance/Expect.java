package dev.continuum.actuation.conformance;

import java.util.List;

/** What a check asserts. */
public final class Expect {

  private Expect() {}

  /** It holds. */
  public static void that(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }

  /** Both are equal. */
  public static void equal(Object expected, Object actual, String what) {
    that(expected.equals(actual), what + ": expected " + expected + ", was " + actual);
  }

  /** One of several is as good as another. */
  public static void among(List<Integer> legal, int actual, String what) {
    that(legal.contains(actual), what + ": expected one of " + legal + ", was " + actual);
  }

  /** A text has a part. */
  public static void contains(String text, String part, String what) {
    that(text.contains(part), what + ": expected " + part + " in " + text);
  }
}
