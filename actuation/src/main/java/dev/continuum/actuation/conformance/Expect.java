package dev.continuum.actuation.conformance;

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

  /** A text has a part. */
  public static void contains(String text, String part, String what) {
    that(text.contains(part), what + ": expected " + part + " in " + text);
  }
}
