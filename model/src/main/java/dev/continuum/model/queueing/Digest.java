package dev.continuum.model.queueing;

import java.util.Comparator;

/** A fingerprint of 128 bits, the same on every JVM; not meant against an adversary. */
record Digest(long high, long low) implements Comparable<Digest> {

  private static final Comparator<Digest> ORDER =
      Comparator.comparingLong(Digest::high).thenComparingLong(Digest::low);

  static Digest of(long start) {
    return new Digest(0x9e3779b97f4a7c15L, 0xc2b2ae3d27d4eb4fL).with(start);
  }

  Digest with(long word) {
    return new Digest(
        mixed(high ^ word, 0xbf58476d1ce4e5b9L), mixed(low + word, 0x94d049bb133111ebL) ^ high);
  }

  Digest with(Digest other) {
    return with(other.high).with(other.low);
  }

  private static long mixed(long word, long factor) {
    long folded = (word ^ (word >>> 31)) * factor;
    return (folded ^ (folded >>> 29)) * 0xd6e8feb86659fd93L;
  }

  @Override
  public int compareTo(Digest other) {
    return ORDER.compare(this, other);
  }
}
