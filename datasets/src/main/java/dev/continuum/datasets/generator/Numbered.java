package dev.continuum.datasets.generator;

/** Names of numbered things, padded so that they sort by number. */
final class Numbered {

  private Numbered() {}

  /** The name of thing {@code index} (from 0) of {@code count}: {@code site-07} of 20. */
  static String of(String kind, int index, int count) {
    String number = Integer.toString(index + 1);
    int width = Integer.toString(count).length();
    return kind + "-" + "0".repeat(width - number.length()) + number;
  }

  static void require(String what, int count, int least, int most) {
    if (count < least || count > most) {
      throw new IllegalArgumentException(
          "The number of " + what + " (" + count + ") must be from " + least + " to " + most + ".");
    }
  }
}
