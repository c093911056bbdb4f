package dev.continuum.simulator.event;

import java.util.Arrays;

/** Longs in threes, in one array. Not thread-safe. */
final class LongList {

  private long[] words = new long[96];
  private int size;

  int size() {
    return size;
  }

  /** What it holds, up to {@link #size}; stays the same array until something is added. */
  long[] words() {
    return words;
  }

  void clear() {
    size = 0;
  }

  void add(long one, long two, long three) {
    if (size == words.length) {
      words = Arrays.copyOf(words, 2 * size);
    }
    words[size] = one;
    words[size + 1] = two;
    words[size + 2] = three;
    size += 3;
  }
}
