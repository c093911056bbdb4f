package dev.continuum.simulator.random;

import java.util.random.RandomGenerator;

/**
 * SplitMix64 as a stream that can be pointed at any place: a stream is its 64-bit key, so a million
 * sources keep one long each and every draw of a request comes from the request's own key. Two runs
 * that differ in one decision thus draw the same values everywhere else (common random numbers).
 *
 * <p>Source: Steele, Lea, Flood 2014, "Fast splittable pseudorandom number generators" (DOI
 * 10.1145/2660193.2660195). Ziggurats for exponential and normal values are the JDK's.
 *
 * <p>Not thread-safe.
 */
public final class RandomStream implements RandomGenerator {

  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;
  private static final double UNIT = 0x1p-53;

  private long state;

  /** A stream by its key. */
  public RandomStream(long key) {
    this.state = key;
  }

  /** The key of a stream below another, by number. O(1). */
  public static long key(long parent, long number) {
    return mix(parent + GOLDEN_GAMMA * (2 * number + 1));
  }

  /** Goes to the start of another stream. */
  public RandomStream at(long key) {
    state = key;
    return this;
  }

  /** Where this stream is now: {@link #at} of it goes on from here. */
  public long position() {
    return state;
  }

  @Override
  public long nextLong() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  @Override
  public double nextDouble() {
    return (nextLong() >>> 11) * UNIT;
  }

  /** Stafford's variant 13 of the finaliser, as in the JDK. */
  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
