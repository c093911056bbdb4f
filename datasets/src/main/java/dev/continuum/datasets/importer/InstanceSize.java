package dev.continuum.datasets.importer;

/** Refuses instances that announce more than the model can hold, before room is made for them. */
final class InstanceSize {

  private InstanceSize() {}

  static void check(NumberTokens in, int facilities, int customers, long mostPairs) {
    long pairs = (long) facilities * customers;
    if (pairs > mostPairs) {
      throw in.fault(
          "import.too-large",
          "The instance announces "
              + facilities
              + " × "
              + customers
              + " pairs, more than "
              + mostPairs
              + ".",
          "Maybe the first line is not its size.");
    }
    if (in.remaining() < pairs) {
      throw in.fault(
          "import.end-of-file",
          "The instance announces "
              + facilities
              + " × "
              + customers
              + " pairs, but only "
              + in.remaining()
              + " values follow.",
          "Maybe it is cut off, or it is another format.");
    }
  }
}
