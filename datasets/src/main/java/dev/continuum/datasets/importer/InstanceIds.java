package dev.continuum.datasets.importer;

/** Names of numbered things, padded so that they sort by number. */
final class InstanceIds {

  private InstanceIds() {}

  /** The name of thing {@code index} (from 0) of {@code count}: {@code job-07} of 15. */
  static String of(String kind, int index, int count) {
    String number = Integer.toString(index + 1);
    int width = Integer.toString(count).length();
    return kind + "-" + "0".repeat(width - number.length()) + number;
  }
}
